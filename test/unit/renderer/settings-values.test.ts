import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isEdited,
  readForm,
  rebase,
  type SettingsValues,
  valuesOf,
  withChange
} from '../../../src/renderer/password-settings/settings-values'
import { newTier } from '../../../src/renderer/password-settings/tier-values'
import { passwordSettingsChange, type PasswordSettings } from '../../../src/shared/password-settings'
import { settings as base } from '../../fakes/password-settings'

const tiered: PasswordSettings = { ...base, lockoutTiers: [{ attempts: 3, duration: 5 }] }
const typed = (more: Partial<SettingsValues>, settings = base): SettingsValues => ({
  ...valuesOf(settings),
  ...more
})
const messageWith = (more: Partial<SettingsValues['message']>) => ({
  message: { ...valuesOf(base).message, ...more }
})

describe('what the form asks for', () => {
  it.each<[string, Partial<SettingsValues>, object, PasswordSettings?]>([
    ['nothing', {}, {}],
    ['the same with blanks and noughts', { passwordMinLength: ' 012 ' }, {}],
    ['a number', { passwordMinLength: '14' }, { passwordMinLength: 14 }],
    ['a switch', { checkHibp: false }, { checkHibp: false }],
    [
      'never, whatever the days are',
      { ignoreExpiration: true, passwordExpiresIn: 'x' },
      { ignoreExpiration: true }
    ],
    ['a sender', messageWith({ from: ' Fabrikam ' }), { message: { from: 'Fabrikam' } }],
    [
      'tiers, and the simple figures stay',
      { model: 'progressive', tiers: [newTier('3', '5'), newTier('5', '60')], maxPasswordFailures: '9' },
      {
        lockoutTiers: [
          { attempts: 3, duration: 5 },
          { attempts: 5, duration: 60 }
        ]
      }
    ],
    [
      'as many attempts as there may be, which Mosaic does not bound',
      { model: 'progressive', tiers: [newTier('1001', '5'), newTier('5000000000', '5')] },
      {
        lockoutTiers: [
          { attempts: 1_001, duration: 5 },
          { attempts: 5_000_000_000, duration: 5 }
        ]
      }
    ],
    ['the simple model', { model: 'simple' }, { lockoutTiers: [] }, tiered],
    ['tiers that nobody chose', { tiers: [newTier('3', '5')] }, {}]
  ])('%s', (_, more, change, settings = base) => {
    expect(readForm(typed(more, settings), settings)).toEqual({ change, errors: {} })
  })

  it.each<[string, Partial<SettingsValues>, Record<string, RegExp>, PasswordSettings?]>([
    [
      'too short',
      { passwordMinLength: '4' },
      { passwordMinLength: /whole number\. Mosaic takes 5 to 14 char/ }
    ],
    ['too long', { passwordExpiresIn: '1097' }, { passwordExpiresIn: /1 to 1,096 days/ }],
    ['half', { codeLength: '4.5' }, { codeLength: /4 to 8 digits/ }],
    ['a word', { resetValidityMinutes: 'ten' }, { resetValidityMinutes: /5 to 60 minutes/ }],
    ['nothing', { failuresExpireIn: '' }, { failuresExpireIn: /1 to 525,600 minutes/ }],
    ['a huge number', { failuresExpireIn: '9'.repeat(400) }, { failuresExpireIn: /1 to 525,600/ }],
    ['no colour', messageWith({ primaryColor: 'green' }), { 'message.primaryColor': /such as #0B7A53/ }],
    ['no sender', messageWith({ from: ' ' }), { 'message.from': /who the e-mail comes from/ }],
    [
      'a subject that is too long',
      messageWith({ subject: 'x'.repeat(201) }),
      { 'message.subject': /at most 200/ }
    ],
    ['progressive without tiers', { model: 'progressive' }, { tiers: /at least one tier/ }],
    ['all tiers removed', { tiers: [] }, { tiers: /at least one tier/ }, tiered],
    [
      'tiers out of range',
      { model: 'progressive', tiers: [newTier('3', '5'), newTier('0', '525601')] },
      { 'tiers.1.attempts': /whole number, 1 or more/, 'tiers.1.duration': /1 to 525,600/ }
    ],
    [
      'tiers that do not grow',
      { model: 'progressive', tiers: [newTier('3', '5'), newTier('3', '30'), newTier('4', '30')] },
      { 'tiers.1.attempts': /more than the 3 of the tier before/ }
    ],
    [
      'eleven tiers',
      { model: 'progressive', tiers: Array.from({ length: 11 }, () => newTier('1', '1')) },
      { tiers: /at most ten/ }
    ]
  ])('is refused: %s', (_, more, errors, settings = base) => {
    const read = readForm(typed(more, settings), settings)
    expect(Object.keys(read.errors)).toEqual(Object.keys(errors))
    for (const [field, words] of Object.entries(errors)) expect(read.errors[field]).toMatch(words)
    expect(isEdited(typed(more, settings), settings)).toBe(true)
  })

  it('leaves alone what is out of range already, and what is not reported', () => {
    const odd: PasswordSettings = { passwordMinLength: 64, tempPasswordValidityHours: 0.5, checkHibp: true }
    expect(readForm(typed({}, odd), odd)).toEqual({ change: {}, errors: {} })
    const more = { checkHibp: false, requireMFA: true, codeLength: '6', model: 'progressive' as const }
    expect(readForm(typed(more, odd), odd).change).toEqual({ checkHibp: false })
  })

  it('is what the contract takes, for whatever is typed', () => {
    const text = fc.oneof(fc.string(), fc.integer({ min: -5, max: 600_000 }).map(String))
    const anyValues = fc.record({
      passwordMinLength: text,
      passwordExpiresIn: text,
      ignoreExpiration: fc.boolean(),
      model: fc.constantFrom('simple' as const, 'progressive' as const),
      tiers: fc.array(fc.record({ id: fc.uuid(), attempts: text, duration: text }), { maxLength: 12 }),
      message: fc.record({ from: text, subject: text, primaryColor: text })
    })
    fc.assert(
      fc.property(anyValues, (more) => {
        const { change, errors } = readForm(typed(more), base)
        expect(passwordSettingsChange.safeParse(change).success).toBe(true)
        // asking again for what is there by then asks for nothing
        if (Object.keys(errors).length > 0) return
        const after = withChange(base, change)
        expect(readForm(valuesOf(after), after)).toEqual({ change: {}, errors: {} })
      })
    )
  })
})

describe('edits on top of another reading', () => {
  it('keeps what was edited and takes over the rest', () => {
    const values = typed({ passwordMinLength: '14', ...messageWith({ from: 'Fabrikam' }) })
    const theirs = { ...base, passwordMinLength: 8, codeLength: 8, checkHibp: false }
    const moved = rebase(values, base, theirs)
    expect(moved).toMatchObject({ passwordMinLength: '14', codeLength: '8', checkHibp: false })
    expect(readForm(moved, theirs).change).toEqual({ passwordMinLength: 14, message: { from: 'Fabrikam' } })
  })

  it('asks for nothing where the other one changed the same', () => {
    const theirs = { ...base, passwordMinLength: 14 }
    expect(isEdited(rebase(typed({ passwordMinLength: '14' }), base, theirs), theirs)).toBe(false)
  })

  it('takes tiers as one: edited ones stay, others follow', () => {
    const mine = typed({ model: 'progressive', tiers: [newTier('4', '10')] })
    const theirs: PasswordSettings = { ...base, lockoutTiers: [{ attempts: 9, duration: 9 }] }
    expect(readForm(rebase(mine, base, theirs), theirs).change).toEqual({
      lockoutTiers: [{ attempts: 4, duration: 10 }]
    })
    expect(readForm(rebase(typed({}), base, theirs), theirs).change).toEqual({})
  })
})
