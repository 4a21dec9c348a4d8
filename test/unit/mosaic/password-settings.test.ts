import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPasswordSettings } from '../../../src/main/mosaic/password-settings'
import { passwordSettingName, passwordSettings } from '../../../src/shared/password-settings'

const names = passwordSettingName.options
const whole = {
  passwordComplexity: 3,
  passwordMinLength: 12,
  passwordExpiresIn: 180,
  ignoreExpiration: false,
  blockPreviousPasswords: 5,
  checkHibp: true,
  checkDictionary: true,
  maxPasswordFailures: 5,
  passwordSuspensionDuration: 15,
  failuresExpireIn: 15,
  lockoutTiers: [{ attempts: 3, duration: 15 }],
  resetValidityMinutes: 15,
  codeLength: 6,
  tempPasswordValidityHours: 72,
  requireMFA: false,
  notifyOnPasswordUpdate: true,
  message: { primaryColor: '#0b7a53', from: 'Contoso shop', subject: 'Your password' }
}

describe('readPasswordSettings', () => {
  it('reads a whole object as it is', () => {
    expect(readPasswordSettings(whole)).toEqual({
      settings: whole,
      lacking: [],
      unreadable: [],
      unknownFields: 0
    })
  })

  it('says of an empty one that everything is lacking', () => {
    expect(readPasswordSettings({})).toEqual({
      settings: {},
      lacking: names,
      unreadable: [],
      unknownFields: 0
    })
  })

  it.each<[string, Record<string, unknown>, object]>([
    ['null as lacking', { lockoutTiers: null }, { lacking: ['lockoutTiers'] }],
    ['no tiers as no tiers', { lockoutTiers: [] }, { settings: { lockoutTiers: [] } }],
    [
      'values out of range as they are',
      { codeLength: 99, passwordMinLength: -1 },
      { settings: { codeLength: 99, passwordMinLength: -1 } }
    ],
    [
      'numbers and flags as texts',
      { codeLength: '7', checkHibp: 'true' },
      { settings: { codeLength: 7, checkHibp: true } }
    ],
    [
      'other kinds as unreadable',
      { codeLength: {}, checkHibp: 1, requireMFA: 'on' },
      { unreadable: ['checkHibp', 'codeLength', 'requireMFA'] }
    ],
    [
      'a tier of another shape as unreadable',
      { lockoutTiers: [{ attempts: 3 }] },
      { unreadable: ['lockoutTiers'] }
    ],
    [
      'a flood of tiers as unreadable',
      { lockoutTiers: Array.from({ length: 21 }, () => ({ attempts: 1, duration: 1 })) },
      { unreadable: ['lockoutTiers'] }
    ],
    [
      'a message of another shape as unreadable',
      { message: 'x' },
      { unreadable: ['message.from', 'message.primaryColor', 'message.subject'] }
    ],
    [
      'a message without some fields',
      { message: { from: '', subject: 1, reply: 'x' } },
      {
        settings: { message: { from: '' } },
        lacking: ['message.primaryColor'],
        unreadable: ['message.subject'],
        unknownFields: 1
      }
    ],
    [
      'as many attempts of a tier as there are',
      { lockoutTiers: [{ attempts: 5_000, duration: 5 }] },
      { settings: { lockoutTiers: [{ attempts: 5_000, duration: 5 }] } }
    ],
    [
      'unknown fields of tiers by their number, also where a number is a text',
      {
        lockoutTiers: [
          { attempts: 3, duration: 5 },
          { attempts: '6', duration: 30, notifyUser: true, also: {} }
        ],
        other: 1
      },
      {
        settings: {
          lockoutTiers: [
            { attempts: 3, duration: 5 },
            { attempts: 6, duration: 30, unknownFields: 2 }
          ]
        },
        unknownFields: 3
      }
    ],
    ['unknown fields by their number', { a: 1, b: { c: 2 }, 'message.from': 1 }, { unknownFields: 2 }]
  ])('reads %s', (_name, raw, expected) => {
    const read = readPasswordSettings(raw)
    const given = Object.keys(raw)
    const lacking = read.lacking.filter((name) =>
      given.some((one) => name === one || name.startsWith(`${one}.`))
    )
    expect({ ...read, lacking, unreadable: read.unreadable.toSorted() }).toMatchObject(expected)
  })

  it('makes texts harmless and cuts them', () => {
    const { settings } = readPasswordSettings({
      message: { from: `a\u202Eb\nc`, subject: 'x'.repeat(9_000) }
    })
    expect(settings.message?.from).toBe('a\uFFFDb c')
    expect(settings.message?.subject).toHaveLength(500)
  })

  it('never fails, names each field once, and answers what may cross to the window', () => {
    const keys = [...names.map((name) => name.replace('message.', '')), 'message', 'other']
    const raw = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 3 }))
    fc.assert(
      fc.property(raw, (fields) => {
        const { settings, lacking, unreadable } = readPasswordSettings(fields)
        const { message, ...rest } = settings
        const shown = [...Object.keys(rest), ...Object.keys(message ?? {}).map((name) => `message.${name}`)]
        expect([...shown, ...lacking, ...unreadable].toSorted()).toEqual(names.toSorted())
        expect(passwordSettings.parse(settings)).toEqual(settings)
      })
    )
  })
})
