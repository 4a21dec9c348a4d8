import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  differencesBetween,
  differencesFromAsked,
  mergeChange
} from '../../../src/main/desk/password-settings-change'
import type { AppFailure } from '../../../src/shared/errors'
import { type PasswordSettingsChange, passwordSettingsChange } from '../../../src/shared/password-settings'
import { practicePolicy } from '../../../src/simulator/policy'

const raw = {
  ...practicePolicy,
  ofTomorrow: { deep: [1] },
  message: { ...practicePolicy.message, reply: 'r' }
}

const flag = fc.boolean()
const within = (min: number, max: number) => fc.integer({ min, max })
const minutes = within(1, 525_600)
const text = fc.string({ minLength: 1, maxLength: 30 }).filter((value) => value.trim() !== '')
const settings = {
  passwordComplexity: within(1, 5),
  passwordMinLength: within(5, 14),
  passwordExpiresIn: within(1, 1_096),
  ignoreExpiration: flag,
  blockPreviousPasswords: within(0, 20),
  checkHibp: flag,
  checkDictionary: flag,
  maxPasswordFailures: within(1, 20),
  passwordSuspensionDuration: minutes,
  failuresExpireIn: minutes,
  lockoutTiers: fc.array(fc.record({ attempts: within(1, 50), duration: minutes }), { maxLength: 10 }),
  resetValidityMinutes: within(5, 60),
  codeLength: within(4, 8),
  tempPasswordValidityHours: within(1, 8_760),
  requireMFA: flag,
  notifyOnPasswordUpdate: flag,
  message: fc.record(
    { primaryColor: fc.constantFrom('#fff', '#0B7A53'), from: text, subject: text },
    { requiredKeys: [] }
  )
}
/** Any change that the contract lets through. */
const change: fc.Arbitrary<PasswordSettingsChange> = fc
  .record(settings, { requiredKeys: [] })
  .map((value) => passwordSettingsChange.parse(value))

/** The merged object, or undefined where nothing was changed by it. */
function merge(value: PasswordSettingsChange): Record<string, unknown> | undefined {
  try {
    return mergeChange(raw, value)
  } catch (thrown) {
    expect((thrown as AppFailure).error).toMatchObject({ fields: { change: 'Nothing was changed.' } })
    return undefined
  }
}

describe('mergeChange', () => {
  it('is tried with every setting', () => {
    expect(Object.keys(settings)).toEqual(Object.keys(passwordSettingsChange.shape))
  })

  it('changes what was asked for and nothing else, and leaves what was read alone', () => {
    const before = structuredClone(raw)
    fc.assert(
      fc.property(change, (value) => {
        const { message, ...fields } = value
        const merged = merge(value)
        expect(raw).toEqual(before)
        if (merged === undefined) return
        expect(merged).toEqual({ ...raw, ...fields, message: { ...raw.message, ...message } })
      })
    )
  })

  describe('of tiers that have more than their two numbers', () => {
    const [first, second] = [
      { attempts: 3, duration: 5, notifyUser: true },
      { attempts: '6', duration: 30, also: { to: ['x'] } }
    ]
    const withTiers = { ...raw, lockoutTiers: [first, second] }
    const mergeTiers = (...lockoutTiers: PasswordSettingsChange['lockoutTiers'] & object) =>
      mergeChange(withTiers, passwordSettingsChange.parse({ lockoutTiers }))['lockoutTiers']

    it.each<[string, PasswordSettingsChange['lockoutTiers'] & object, object[]]>([
      [
        'one that is changed',
        [
          { attempts: 3, duration: 5, from: 0 },
          { attempts: 6, duration: 60, from: 1 }
        ],
        [first, { ...second, duration: 60 }]
      ],
      [
        'a new one before them',
        [
          { attempts: 2, duration: 1 },
          { attempts: 3, duration: 5, from: 0 },
          { attempts: 6, duration: 30, from: 1 }
        ],
        [{ attempts: 2, duration: 1 }, first, second]
      ],
      ['one that is removed', [{ attempts: 6, duration: 30, from: 1 }], [second]],
      [
        'both moved, with other numbers',
        [
          { attempts: 5, duration: 30, from: 1 },
          { attempts: 9, duration: 5, from: 0 }
        ],
        [
          { ...second, attempts: 5 },
          { ...first, attempts: 9 }
        ]
      ]
    ])('takes them along: %s', (_, change, merged) => {
      expect(mergeTiers(...change)).toEqual(merged)
    })

    it('keeps them with any other change', () => {
      expect(mergeChange(withTiers, { codeLength: 4 })['lockoutTiers']).toBe(withTiers.lockoutTiers)
    })

    it.each<[string, object[]]>([
      ['a tier that was not read', [{ attempts: 3, duration: 5, from: 2 }]],
      [
        'one tier twice',
        [
          { attempts: 3, duration: 5, from: 0 },
          { attempts: 4, duration: 5, from: 0 }
        ]
      ]
    ])('refuses %s', (_, lockoutTiers) => {
      expect(() => mergeTiers(...(lockoutTiers as never[]))).toThrow(
        expect.objectContaining({ error: expect.objectContaining({ kind: 'invalid-input' }) })
      )
    })

    it('takes no other field of a tier from a screen, and no place that is none', () => {
      const parse = (more: object) =>
        passwordSettingsChange.safeParse({ lockoutTiers: [{ attempts: 3, duration: 5, ...more }] }).success
      expect([{}, { from: 0 }, { attempts: 1_001 }].map(parse)).toEqual([true, true, true])
      const wrong = [{ notifyUser: true }, { unknownFields: 1 }, { from: -1 }, { from: 0.5 }, { attempts: 0 }]
      expect(wrong.map(parse)).toEqual(wrong.map(() => false))
    })
  })

  it('is told in a difference of just these settings, and back again turned around', () => {
    fc.assert(
      fc.property(change, (value) => {
        const merged = merge(value)
        if (merged === undefined) return
        const { message, ...fields } = value
        const asked = [...Object.keys(fields), ...Object.keys(message ?? {}).map((name) => `message.${name}`)]
        const there = differencesBetween(raw, merged)
        expect(there.length).toBeGreaterThan(0)
        for (const { setting } of there) expect(asked).toContain(setting)
        const back = differencesBetween(merged, raw)
        expect(back).toEqual(
          there.map(({ setting, before, after }) => ({
            setting,
            ...(after !== undefined && { before: after }),
            ...(before !== undefined && { after: before })
          }))
        )
        expect(differencesFromAsked(merged, merged)).toEqual([])
      })
    )
  })
})

describe('differencesBetween', () => {
  it.each<[string, object, object, object[]]>([
    ['an unknown field that changed', { ofTomorrow: 1 }, { ofTomorrow: 2 }, [{ setting: 'other' }]],
    ['one that is gone', { ofTomorrow: 1 }, { ofTomorrow: undefined }, [{ setting: 'other' }]],
    ['a value of another shape', { checkHibp: {} }, { checkHibp: [] }, [{ setting: 'other' }]],
    ['one that means the same', { codeLength: 6 }, { codeLength: '6' }, [{ setting: 'other' }]],
    ['an unknown field of the message', { message: { a: 1 } }, { message: { a: 2 } }, [{ setting: 'other' }]],
    [
      'an unknown field of a tier',
      { lockoutTiers: [{ attempts: 3, duration: 5, a: 1 }] },
      { lockoutTiers: [{ attempts: 3, duration: 5, a: 2 }] },
      [{ setting: 'other' }]
    ],
    [
      'a tier that goes with its unknown field',
      { lockoutTiers: [{ attempts: 3, duration: 5, a: 1 }] },
      { lockoutTiers: [] },
      [{ setting: 'lockoutTiers' }, { setting: 'other' }]
    ],
    [
      'tiers that change their places and numbers alone',
      {
        lockoutTiers: [
          { attempts: 3, duration: 5, a: 1 },
          { attempts: 6, duration: 5 }
        ]
      },
      {
        lockoutTiers: [
          { attempts: 2, duration: 5 },
          { attempts: 3, duration: 9, a: 1 }
        ]
      },
      [{ setting: 'lockoutTiers' }]
    ],
    ['a message of another shape', { message: 'a' }, { message: 'b' }, [{ setting: 'other' }]],
    [
      'a field that came',
      { codeLength: undefined },
      { codeLength: 6 },
      [{ setting: 'codeLength', after: '6 digits' }]
    ],
    [
      'the order of fields',
      { message: { from: 'a', subject: 'b' } },
      { message: { subject: 'b', from: 'a' } },
      []
    ],
    [
      'known and unknown ones',
      { codeLength: 6, x: 1 },
      { codeLength: 7, x: 2 },
      [{ setting: 'codeLength' }, { setting: 'other' }]
    ],
    [
      'a message that is gone',
      { message: { from: 'a' } },
      { message: undefined },
      [{ setting: 'message.from', before: 'a' }]
    ]
  ])('tells %s', (_name, before, after, differences) => {
    expect(differencesBetween({ ...raw, ...before }, { ...raw, ...after })).toMatchObject(differences)
    expect(differencesBetween({ ...raw, ...before }, { ...raw, ...after })).toHaveLength(differences.length)
  })
})

it('what Mosaic adds by itself is no difference from what was asked', () => {
  const added = { ...raw, updatedAt: 5, message: { ...raw.message, footer: 'f' } }
  expect(differencesFromAsked(raw, added)).toEqual([])
  const tiers = { ...raw, lockoutTiers: [{ attempts: 3, duration: 5, a: 1 }] }
  const [tier] = tiers.lockoutTiers
  expect(differencesFromAsked(tiers, { ...tiers, lockoutTiers: [{ ...tier, id: 't1' }] })).toEqual([])
  expect(differencesFromAsked(tiers, { ...tiers, lockoutTiers: [{ attempts: 3, duration: 5 }] })).toEqual([
    { setting: 'other' }
  ])
  const { ofTomorrow: _, ...without } = raw
  expect(differencesFromAsked(raw, without)).toEqual([{ setting: 'other' }])
  expect(differencesFromAsked(raw, { ...raw, codeLength: 4 })).toEqual([
    { setting: 'codeLength', before: '6 digits', after: '4 digits' }
  ])
})
