import { lockLength } from '../../shared/lock-end'
import type { PasswordAges, PasswordSettings } from '../../shared/password-settings'
import { counted } from '../format/count'
import { hoursWords } from '../format/hours'
import {
  byNumber,
  bySwitch,
  type Consequence,
  type ConsequenceRule,
  other,
  stricter,
  weaker
} from './consequence'
import { lockoutConsequences } from './lockout-consequences'
import { mailContrast } from './mail-contrast'

const rules: ConsequenceRule[] = [
  byNumber('passwordComplexity', {
    more: (_, after) =>
      stricter(`New passwords have to meet level ${after}. Mosaic does not document what that demands.`),
    less: (before, after) => weaker(`New passwords are held to level ${after} instead of ${before}.`)
  }),
  byNumber('passwordMinLength', {
    more: (_, after) => stricter(`New passwords need at least ${counted(after, 'character')}.`),
    less: (before, after) =>
      weaker(`Passwords may be as short as ${counted(after, 'character')}, instead of ${before}.`)
  }),
  byNumber('blockPreviousPasswords', {
    more: (_, after) => stricter(`The last ${after} passwords of a user cannot be used again.`),
    less: (before, after) =>
      weaker(
        after === 0
          ? 'Somebody may use an old password again at once.'
          : `Only the last ${after} passwords of a user cannot be used again, instead of ${before}.`
      )
  }),
  bySwitch('checkHibp', {
    on: stricter('New passwords that are known from data breaches are refused.'),
    off: weaker('Passwords that are known from data breaches are no longer refused.')
  }),
  bySwitch('checkDictionary', {
    on: stricter('New passwords made of dictionary words are refused.'),
    off: weaker('Passwords made of dictionary words are no longer refused.')
  }),
  expiryConsequences,
  lockoutConsequences,
  byNumber('resetValidityMinutes', {
    more: (before, after) =>
      weaker(
        `A reset link or code in the wrong hands works for ${lockLength(after)} instead of ${lockLength(before)}.`
      ),
    less: (before, after) =>
      stricter(
        `Callers have ${lockLength(after)} instead of ${lockLength(before)} to use a reset link or code.`
      )
  }),
  byNumber('codeLength', {
    more: (_, after) => stricter(`Reset codes have ${counted(after, 'digit')}.`),
    less: (before, after) =>
      weaker(`Reset codes are easier to guess: ${counted(after, 'digit')} instead of ${before}.`)
  }),
  byNumber('tempPasswordValidityHours', {
    more: (before, after) =>
      weaker(
        `A temporary password that nobody uses works for ${hoursWords(after)} instead of ${hoursWords(before)}.`
      ),
    less: (before, after) =>
      stricter(
        `Callers have ${hoursWords(after)} instead of ${hoursWords(before)} to use a temporary password. Whether that holds for those that are out already, Mosaic does not document.`
      )
  }),
  bySwitch('requireMFA', {
    on: stricter('A reset asks for a second factor. Callers without one may need your help.'),
    off: weaker('A reset no longer asks for a second factor.')
  }),
  bySwitch('notifyOnPasswordUpdate', {
    on: other('Mosaic sends an e-mail to a user whenever their password was changed.'),
    off: weaker('Users are no longer told by e-mail when somebody changes their password.')
  }),
  messageConsequences
]

/**
 * What a change of the password settings comes to, in sentences and in the order of the screen. Only what Mosaic documents is
 * stated (API.md §3.2, §5), and of locks only where `tiersKnown`. Pure.
 */
export function consequencesOf(
  before: PasswordSettings,
  after: PasswordSettings,
  tiersKnown = true
): Consequence[] {
  return rules.flatMap((rule) => rule(before, after, tiersKnown))
}

/** After how many days passwords expire: infinite for never, undefined where it is not reported. */
function expiryDays({ passwordExpiresIn, ignoreExpiration }: PasswordSettings): number | undefined {
  return ignoreExpiration === true ? Infinity : passwordExpiresIn
}

/** The age in days from which passwords newly expire; undefined where none expires sooner than before. */
export function newlyExpiring(before: PasswordSettings, after: PasswordSettings): number | undefined {
  const [was, is] = [expiryDays(before), expiryDays(after)]
  return was !== undefined && is !== undefined && is < was ? is : undefined
}

/** The expiry holds for existing passwords too (API.md §5). */
function expiryConsequences(before: PasswordSettings, after: PasswordSettings): Consequence[] {
  const [was, is] = [expiryDays(before), expiryDays(after)]
  if (was === undefined || is === undefined) return []
  if (was === is) {
    return before.passwordExpiresIn === after.passwordExpiresIn
      ? []
      : [other('The days of the expiry have no effect while passwords never expire.')]
  }
  if (is === Infinity) return [weaker(`Passwords never expire, instead of after ${counted(was, 'day')}.`)]
  if (is > was) return [weaker(`Passwords expire after ${counted(is, 'day')} instead of ${was}.`)]
  return [
    stricter(
      `Passwords expire after ${counted(is, 'day')} instead of ${was === Infinity ? 'never' : was}. That holds for existing passwords too.`
    )
  ]
}

function messageConsequences(
  { message: before }: PasswordSettings,
  { message: after }: PasswordSettings
): Consequence[] {
  const found: Consequence[] = []
  const from = after?.from
  if (from !== undefined && from !== before?.from) found.push(other(`Reset e-mails come from “${from}”.`))
  if (after?.subject !== undefined && after.subject !== before?.subject)
    found.push(other('Reset e-mails have another subject.'))
  const colour = after?.primaryColor
  if (colour !== undefined && colour !== before?.primaryColor) {
    const contrast = mailContrast(colour)
    found.push(other(`The button in reset e-mails has the colour ${colour}. ${contrast?.words ?? ''}`.trim()))
  }
  return found
}

/** What an expiry does not touch is not counted, and is said to be left out. */
const aside = 'not counting those that are expired already or temporary'

const numeral = new Intl.NumberFormat('en')

/** How many passwords newly expire at once, only where that is known. */
export function agesWords(days: number, { older, of, why }: PasswordAges): string {
  if (older === undefined) {
    return `How many passwords will be expired, being older than ${counted(days, 'day')}, is not known. ${why ?? ''}`.trim()
  }
  if (older === 0) {
    return `Of ${numeral.format(of)} passwords none expires at once: none is older than ${counted(days, 'day')}, ${aside}.`
  }
  return `${numeral.format(older)} ${older === 1 ? 'password' : 'passwords'} older than ${counted(days, 'day')} will be expired, of ${numeral.format(of)}, ${aside}.`
}
