import { describe, expect, it } from 'vitest'
import {
  agesWords,
  consequencesOf,
  newlyExpiring
} from '../../../src/renderer/password-settings/consequences'
import type { PasswordSettings } from '../../../src/shared/password-settings'
import { settings } from '../../fakes/password-settings'

const base: PasswordSettings = { ...settings, failuresExpireIn: 1_440 }
const tiers = (...all: [attempts: number, duration: number][]) => ({
  lockoutTiers: all.map(([attempts, duration]) => ({ attempts, duration }))
})

type Row = [when: string, change: PasswordSettings, kind: string, says: RegExp, from?: PasswordSettings]

const rows: Row[] = [
  ['a higher level', { passwordComplexity: 5 }, 'stricter', /level 5\. Mosaic does not document/],
  ['a lower level', { passwordComplexity: 1 }, 'weaker', /level 1 instead of 3/],
  ['longer passwords', { passwordMinLength: 14 }, 'stricter', /at least 14 characters/],
  ['shorter passwords', { passwordMinLength: 8 }, 'weaker', /as short as 8 characters, instead of 12/],
  ['a longer history', { blockPreviousPasswords: 10 }, 'stricter', /last 10 passwords/],
  ['a shorter history', { blockPreviousPasswords: 2 }, 'weaker', /Only the last 2 .* instead of 5/],
  ['no history', { blockPreviousPasswords: 0 }, 'weaker', /an old password again at once/],
  ['no breach check', { checkHibp: false }, 'weaker', /data breaches are no longer refused/],
  ['a dictionary check', { checkDictionary: true }, 'stricter', /dictionary words are refused/],
  ['a sooner expiry', { passwordExpiresIn: 60 }, 'stricter', /after 60 days instead of 90\..*existing/],
  ['a later expiry', { passwordExpiresIn: 180 }, 'weaker', /after 180 days instead of 90/],
  ['no expiry', { ignoreExpiration: true }, 'weaker', /never expire, instead of after 90 days/],
  [
    'an expiry where there was none',
    { ignoreExpiration: false },
    'stricter',
    /after 90 days instead of never/,
    { ignoreExpiration: true }
  ],
  [
    'other days while nothing expires',
    { passwordExpiresIn: 60 },
    'other',
    /no effect while passwords never expire/,
    { ignoreExpiration: true }
  ],
  ['fewer attempts', { maxPasswordFailures: 3 }, 'stricter', /after 3 wrong attempts instead of 5/],
  ['more attempts', { maxPasswordFailures: 10 }, 'weaker', /guess 10 times .* instead of 5/],
  ['a longer lock', { passwordSuspensionDuration: 60 }, 'stricter', /lasts 1 hour instead of 15 minutes/],
  ['a shorter lock', { passwordSuspensionDuration: 5 }, 'weaker', /lasts only 5 minutes instead of 15/],
  ['a longer window', { failuresExpireIn: 2_880 }, 'stricter', /count for 2 days instead of 1 day/],
  ['a shorter window', { failuresExpireIn: 5 }, 'weaker', /forgotten after 5 minutes instead of 1 day/],
  ['a sooner only tier', tiers([2, 5]), 'stricter', /The first lock comes after 2 wrong/, tiers([3, 5])],
  [
    'more wrong attempts in all',
    tiers([3, 5], [9, 30]),
    'weaker',
    /last tier comes after 9 wrong attempts in all instead of 6: there are more guesses/,
    tiers([3, 5], [6, 30])
  ],
  [
    'fewer wrong attempts in all',
    tiers([3, 5], [4, 30]),
    'stricter',
    /last tier comes after 4 wrong attempts in all instead of 6\. After it only an unlock/,
    tiers([3, 5], [6, 30])
  ],
  [
    'longer waiting times',
    tiers([3, 5], [6, 60]),
    'stricter',
    /come to 1 hour 5 minutes in all, instead of 35 minutes/,
    tiers([3, 5], [6, 30])
  ],
  [
    'shorter waiting times',
    tiers([3, 5], [6, 10]),
    'weaker',
    /come to only 15 minutes in all, instead of 35 minutes/,
    tiers([3, 5], [6, 30])
  ],
  ['a longer reset', { resetValidityMinutes: 60 }, 'weaker', /works for 1 hour instead of 15 minutes/],
  ['a shorter reset', { resetValidityMinutes: 5 }, 'stricter', /have 5 minutes instead of 15 minutes/],
  ['a longer code', { codeLength: 8 }, 'stricter', /8 digits/],
  ['a shorter code', { codeLength: 4 }, 'weaker', /easier to guess: 4 digits instead of 6/],
  ['a longer temporary password', { tempPasswordValidityHours: 96 }, 'weaker', /4 days instead of 24 hours/],
  [
    'a shorter temporary password',
    { tempPasswordValidityHours: 4 },
    'stricter',
    /4 hours instead of 24 hours/
  ],
  ['a second factor', { requireMFA: true }, 'stricter', /asks for a second factor/],
  ['no notice', { notifyOnPasswordUpdate: false }, 'weaker', /no longer told/],
  ['another sender', { message: { ...base.message, from: 'Fabrikam' } }, 'other', /come from “Fabrikam”/],
  ['another subject', { message: { ...base.message, subject: 'Hello' } }, 'other', /another subject/],
  [
    'a pale button',
    { message: { ...base.message, primaryColor: '#ffe000' } },
    'other',
    /colour #ffe000\. White text on it .* fails AA/
  ]
]

describe('what a change comes to', () => {
  it.each(rows)('%s is one consequence', (_, change, kind, says, from = {}) => {
    const before = { ...base, ...from }
    const found = consequencesOf(before, { ...before, ...change })
    expect(found).toHaveLength(1)
    expect(found[0]?.kind).toBe(kind)
    expect(found[0]?.text).toMatch(says)
  })

  it('from the simple model to tiers: the last one is for good', () => {
    const found = consequencesOf(base, { ...base, ...tiers([3, 5], [6, 30]) })
    expect(found.map(({ kind }) => kind)).toEqual(['stricter', 'stricter'])
    expect(found.map(({ text }) => text).join(' ')).toMatch(
      /After the last tier .* until somebody unlocks it\. The first lock comes after 3 wrong attempts instead of 5/
    )
  })

  it('from tiers to the simple model: every lock opens by itself', () => {
    const found = consequencesOf({ ...base, ...tiers([3, 5]) }, base)
    expect(found.map(({ kind }) => kind)).toEqual(['weaker', 'weaker'])
    expect(found[0]?.text).toMatch(/none stays until somebody unlocks it/)
    expect(found[1]?.text).toMatch(/The first lock comes after 5 wrong attempts instead of 3/)
  })

  it('says where the count does not last as long as a lock', () => {
    const found = consequencesOf(
      { ...base, ...tiers([3, 5], [6, 30]) },
      { ...base, ...tiers([3, 5], [6, 2_880]) }
    )
    expect(found.map(({ kind }) => kind)).toEqual(['stricter', 'other'])
    expect(found[1]?.text).toMatch(/lock of tier 2 lasts as long as wrong attempts count or longer/)
  })

  it('says what goes with a tier that is removed', () => {
    const [first, second] = [
      { attempts: 3, duration: 5, unknownFields: 2 },
      { attempts: 6, duration: 30, unknownFields: 1 }
    ]
    const from = (...lockoutTiers: PasswordSettings['lockoutTiers'] & object) => ({ ...base, lockoutTiers })
    const lost = (after: PasswordSettings) =>
      consequencesOf(from(first, second), after).filter(({ text }) => text.includes('does not know'))
    expect(lost(from(second))).toEqual([
      { kind: 'other', text: 'Tiers that are removed take 2 settings along that Tessera does not know.' }
    ])
    expect(lost(from())[0]?.text).toContain('3 settings')
    expect(lost(from(first, { attempts: 6, duration: 30 }))[0]?.text).toContain('1 setting along')
    expect(lost(from(second, first))).toEqual([])
  })

  it('states nothing of locks where the tiers are in a form that is not known', () => {
    const { lockoutTiers: _, ...rest } = base
    const after = { ...rest, maxPasswordFailures: 3, passwordSuspensionDuration: 60, passwordMinLength: 14 }
    const found = consequencesOf(rest, after, false)
    expect(found.map(({ kind }) => kind)).toEqual(['stricter', 'other'])
    expect(found[1]?.text).toMatch(/^What it comes to for locks is not known/)
    // such as going back to them
    expect(consequencesOf({ ...base, ...tiers([3, 5]) }, rest, false)).toMatchObject([{ kind: 'other' }])
    expect(consequencesOf(rest, { ...rest, failuresExpireIn: 5 }, false)).toMatchObject([{ kind: 'weaker' }])
  })

  it('says nothing of a mail that is not reported', () => {
    const { message: _, ...rest } = base
    expect(consequencesOf(base, rest)).toEqual([])
  })

  it('is nothing where nothing changes, or where nothing was reported', () => {
    expect(consequencesOf(base, base)).toEqual([])
    expect(consequencesOf({}, { passwordMinLength: 12 })).toEqual([])
  })

  it('stands in the order of the screen', () => {
    const found = consequencesOf(base, {
      ...base,
      notifyOnPasswordUpdate: false,
      passwordMinLength: 8,
      maxPasswordFailures: 3
    })
    expect(found.map(({ kind }) => kind)).toEqual(['weaker', 'stricter', 'weaker'])
    expect(found[0]?.text).toMatch(/8 characters/)
  })
})

describe('passwords that expire at once', () => {
  it.each<[string, PasswordSettings, PasswordSettings, number | undefined]>([
    ['sooner', { passwordExpiresIn: 90 }, { passwordExpiresIn: 60 }, 60],
    ['later', { passwordExpiresIn: 60 }, { passwordExpiresIn: 90 }, undefined],
    [
      'from never',
      { passwordExpiresIn: 60, ignoreExpiration: true },
      { passwordExpiresIn: 60, ignoreExpiration: false },
      60
    ],
    [
      'to never',
      { passwordExpiresIn: 60, ignoreExpiration: false },
      { passwordExpiresIn: 30, ignoreExpiration: true },
      undefined
    ],
    ['not reported', {}, { passwordExpiresIn: 30 }, undefined]
  ])('%s', (_, before, after, days) => expect(newlyExpiring(before, after)).toBe(days))

  it.each([
    [
      { older: 1_204, of: 5_310 },
      '1,204 passwords older than 60 days will be expired, of 5,310, not counting those that are expired already or temporary.'
    ],
    [
      { older: 1, of: 12 },
      '1 password older than 60 days will be expired, of 12, not counting those that are expired already or temporary.'
    ],
    [
      { older: 0, of: 12 },
      'Of 12 passwords none expires at once: none is older than 60 days, not counting those that are expired already or temporary.'
    ],
    [
      { of: 2_000, why: 'There are too many users to look at.' },
      'How many passwords will be expired, being older than 60 days, is not known. There are too many users to look at.'
    ]
  ])('%o', (ages, words) => expect(agesWords(60, ages)).toBe(words))
})
