import { describe, expect, it } from 'vitest'
import {
  type PasswordSettingName,
  type PasswordSettings,
  passwordSettingName
} from '../../../src/shared/password-settings'
import {
  differencesOf,
  differenceWords,
  settingNames,
  settingOrder,
  settingValue
} from '../../../src/shared/password-settings-words'

it('has a name of its own for every setting', () => {
  expect(settingOrder.toSorted()).toEqual(passwordSettingName.options.toSorted())
  expect(new Set(Object.values(settingNames)).size).toBe(settingOrder.length)
})

it.each<[PasswordSettingName, PasswordSettings, string | undefined]>([
  ['passwordComplexity', { passwordComplexity: 3 }, 'level 3 of 5'],
  ['passwordMinLength', { passwordMinLength: 12 }, '12 characters'],
  ['passwordExpiresIn', { passwordExpiresIn: 90 }, '90 days'],
  ['passwordExpiresIn', { passwordExpiresIn: 1, ignoreExpiration: false }, '1 day'],
  ['passwordExpiresIn', { passwordExpiresIn: 90, ignoreExpiration: true }, 'never'],
  ['ignoreExpiration', { ignoreExpiration: true }, 'on'],
  ['blockPreviousPasswords', { blockPreviousPasswords: 0 }, 'none'],
  ['blockPreviousPasswords', { blockPreviousPasswords: 5 }, 'the last 5'],
  ['checkHibp', { checkHibp: false }, 'off'],
  ['maxPasswordFailures', { maxPasswordFailures: 1 }, '1 attempt'],
  ['passwordSuspensionDuration', { passwordSuspensionDuration: 15 }, '15 minutes'],
  ['passwordSuspensionDuration', { passwordSuspensionDuration: 120 }, '120 minutes (2 hours)'],
  ['failuresExpireIn', { failuresExpireIn: 525_600 }, '525,600 minutes (365 days)'],
  ['lockoutTiers', { lockoutTiers: [] }, 'none'],
  [
    'lockoutTiers',
    {
      lockoutTiers: [
        { attempts: 3, duration: 1 },
        { attempts: 6, duration: 60 }
      ]
    },
    '3 attempts: 1 minute; 6 attempts: 60 minutes (1 hour); then until unlocked'
  ],
  ['tempPasswordValidityHours', { tempPasswordValidityHours: 72 }, '72 hours (3 days)'],
  ['tempPasswordValidityHours', { tempPasswordValidityHours: 30 }, '30 hours'],
  ['codeLength', { codeLength: 6 }, '6 digits'],
  ['message.from', { message: { from: 'Contoso' } }, 'Contoso'],
  ['message.subject', { message: { from: 'Contoso' } }, undefined],
  ['message.subject', {}, undefined],
  ['passwordMinLength', { passwordMinLength: -1.5 }, '-1.5 characters'],
  ['passwordMinLength', { passwordMinLength: 1e300 }, '1e+300 characters']
])('%s in %j reads %s', (name, settings, words) => {
  expect(settingValue(name, settings)).toBe(words)
})

it('knows nothing of what is not reported', () => {
  for (const name of settingOrder) expect(settingValue(name, {})).toBeUndefined()
})

describe('differencesOf', () => {
  it('tells what changed, in the order of the screen', () => {
    const before = {
      codeLength: 6,
      passwordMinLength: 8,
      checkHibp: true,
      message: { from: 'a', subject: 's' }
    }
    const after = {
      passwordMinLength: 12,
      checkHibp: true,
      message: { from: 'b', subject: 's' },
      requireMFA: true
    }
    expect(differencesOf(before, after)).toEqual([
      { setting: 'passwordMinLength', before: '8 characters', after: '12 characters' },
      { setting: 'codeLength', before: '6 digits' },
      { setting: 'requireMFA', after: 'on' },
      { setting: 'message.from', before: 'a', after: 'b' }
    ])
  })

  it('tells new days of the expiry although passwords never expire', () => {
    const settings = { ignoreExpiration: true, passwordExpiresIn: 90 }
    expect(differencesOf(settings, { ...settings, passwordExpiresIn: 60 })).toEqual([
      { setting: 'passwordExpiresIn', before: '90 days', after: '60 days' }
    ])
    expect(differencesOf(settings, { ...settings, ignoreExpiration: false })).toEqual([
      { setting: 'ignoreExpiration', before: 'on', after: 'off' }
    ])
  })

  it('compares tiers by what is in them', () => {
    const tiers = [{ attempts: 3, duration: 15 }]
    expect(differencesOf({ lockoutTiers: tiers }, { lockoutTiers: structuredClone(tiers) })).toEqual([])
    expect(differencesOf({ lockoutTiers: tiers }, { lockoutTiers: [] })).toHaveLength(1)
    expect(differencesOf({ lockoutTiers: [] }, {})).toEqual([{ setting: 'lockoutTiers', before: 'none' }])
  })
})

it.each([
  [
    { setting: 'passwordMinLength', before: '8 characters', after: '12 characters' },
    'Minimum length: 8 characters → 12 characters'
  ],
  [{ setting: 'codeLength', before: '6 digits' }, 'Reset code length: 6 digits → not reported'],
  [{ setting: 'other' }, 'Settings that Tessera does not know']
] as const)('writes %j in a line', (difference, words) => {
  expect(differenceWords(difference)).toBe(words)
})
