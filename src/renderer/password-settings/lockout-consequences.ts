import { lockLength } from '../../shared/lock-end'
import type { PasswordSettings } from '../../shared/password-settings'
import { counted } from '../format/count'
import {
  byNumber,
  compare,
  type Consequence,
  type ConsequenceRule,
  other,
  stricter,
  weaker
} from './consequence'
import { isProgressive, tierTrouble } from './lockout-words'

const simpleRules: ConsequenceRule[] = [
  byNumber('maxPasswordFailures', {
    more: (before, after) =>
      weaker(`Somebody may guess ${after} times before the password is locked, instead of ${before}.`),
    less: (before, after) =>
      stricter(
        `A password is locked after ${counted(after, 'wrong attempt')} instead of ${before}: more callers lock themselves out.`
      )
  }),
  byNumber('passwordSuspensionDuration', {
    more: (before, after) =>
      stricter(
        `A lock lasts ${lockLength(after)} instead of ${lockLength(before)}: more callers ask for an unlock.`
      ),
    less: (before, after) =>
      weaker(`A lock lasts only ${lockLength(after)} instead of ${lockLength(before)}.`)
  })
]

/** Counts in both models (API.md §3.2). */
const windowRule: ConsequenceRule = byNumber('failuresExpireIn', {
  more: (before, after) =>
    stricter(`Wrong attempts count for ${lockLength(after)} instead of ${lockLength(before)}.`),
  less: (before, after) =>
    weaker(`Wrong attempts are forgotten after ${lockLength(after)} instead of ${lockLength(before)}.`)
})

/** What a change of the lockout comes to, whichever models it is from and to (API.md §3.2). */
export const lockoutConsequences: ConsequenceRule = (before, after, tiersKnown) => [
  ...(tiersKnown ? modelConsequences(before, after) : unknownConsequences(before, after)),
  ...windowRule(before, after, tiersKnown),
  ...newTrouble(before, after),
  ...lostFields(before, after)
]

/** The figures may count or not: nothing is stated of them. */
function unknownConsequences(before: PasswordSettings, after: PasswordSettings): Consequence[] {
  const isSame =
    before.maxPasswordFailures === after.maxPasswordFailures &&
    before.passwordSuspensionDuration === after.passwordSuspensionDuration &&
    (before.lockoutTiers === undefined) === (after.lockoutTiers === undefined)
  return isSame
    ? []
    : [
        other(
          'What it comes to for locks is not known: the lockout tiers are reported in a form that Tessera does not know.'
        )
      ]
}

/** A tier that goes takes along what Mosaic has of it. */
function lostFields(before: PasswordSettings, after: PasswordSettings): Consequence[] {
  const lost = unknownFieldsOf(before) - unknownFieldsOf(after)
  if (lost <= 0) return []
  return [other(`Tiers that are removed take ${counted(lost, 'setting')} along that Tessera does not know.`)]
}

const unknownFieldsOf = ({ lockoutTiers = [] }: PasswordSettings): number =>
  lockoutTiers.reduce((sum, { unknownFields = 0 }) => sum + unknownFields, 0)

function newTrouble(before: PasswordSettings, after: PasswordSettings): Consequence[] {
  const trouble = tierTrouble(after)
  return trouble === undefined || trouble === tierTrouble(before) ? [] : [other(trouble)]
}

function modelConsequences(before: PasswordSettings, after: PasswordSettings): Consequence[] {
  const [was, is] = [isProgressive(before), isProgressive(after)]
  if (!was && !is) return simpleRules.flatMap((rule) => rule(before, after, true))
  if (was && is) return tierConsequences(before, after)
  if (is) {
    return [
      stricter('Locks last by tiers. After the last tier a password stays locked until somebody unlocks it.'),
      ...firstLock(before.maxPasswordFailures, firstAttempts(after))
    ]
  }
  return [
    weaker('Every lock opens by itself: none stays until somebody unlocks it.'),
    ...firstLock(firstAttempts(before), after.maxPasswordFailures)
  ]
}

function tierConsequences(before: PasswordSettings, after: PasswordSettings): Consequence[] {
  return [
    ...firstLock(firstAttempts(before), firstAttempts(after)),
    ...(isOneTier(before) && isOneTier(after) ? [] : lastTier(lastAttempts(before), lastAttempts(after))),
    ...compare(waitingTime(before), waitingTime(after), {
      more: (from, to) =>
        stricter(`The waiting times come to ${lockLength(to)} in all, instead of ${lockLength(from)}.`),
      less: (from, to) =>
        weaker(`The waiting times come to only ${lockLength(to)} in all, instead of ${lockLength(from)}.`)
    })
  ]
}

const firstAttempts = ({ lockoutTiers }: PasswordSettings): number | undefined => lockoutTiers?.[0]?.attempts

/** The count runs on from tier to tier (API.md §3.2): the last one's is the number in all. */
const lastAttempts = ({ lockoutTiers }: PasswordSettings): number | undefined =>
  lockoutTiers?.at(-1)?.attempts

const isOneTier = ({ lockoutTiers }: PasswordSettings): boolean => lockoutTiers?.length === 1

const waitingTime = ({ lockoutTiers = [] }: PasswordSettings): number =>
  lockoutTiers.reduce((sum, { duration }) => sum + duration, 0)

const lastTier = (before: number | undefined, after: number | undefined): Consequence[] =>
  compare(before, after, {
    more: (from, to) =>
      weaker(
        `The last tier comes after ${counted(to, 'wrong attempt')} in all instead of ${from}: there are more guesses before only an unlock opens the password.`
      ),
    less: (from, to) =>
      stricter(
        `The last tier comes after ${counted(to, 'wrong attempt')} in all instead of ${from}. After it only an unlock opens the password.`
      )
  })

const firstLock = (before: number | undefined, after: number | undefined): Consequence[] =>
  compare(before, after, {
    more: (from, to) =>
      weaker(`The first lock comes after ${counted(to, 'wrong attempt')} instead of ${from}.`),
    less: (from, to) =>
      stricter(`The first lock comes after ${counted(to, 'wrong attempt')} instead of ${from}.`)
  })
