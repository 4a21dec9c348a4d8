import type { PolicyView } from '../../shared/policy'
import type { CallView } from '../../shared/verification'
import { formatInSentence } from '../format/time'
import type { CallNews } from '../state/call-news'

export interface CallWarning {
  title: string
  text: string
  /** the agent can do something about it in the ticket box */
  ticket?: true
}

/** The rules by which an action is left out that the agent can wait for or do something about; others stand in the settings. */
const told: Record<string, string> = {
  policy: 'Changes are locked.',
  'limits.changesPerHour': 'You have made as many changes as one hour allows.',
  'limits.resetsPerUserPerDay': 'This user has got as many resets as a day allows.'
}

/** Why what was verified holds no longer. */
const ended: Record<NonNullable<CallNews['takenBack']>, CallWarning> = {
  away: {
    title: 'The verification has ended.',
    text: 'This computer was locked or asleep since. Verify the caller again.'
  },
  bundle: {
    title: 'The call began anew.',
    text: 'A bundle gave this tenant another host, client or redirect URI. Verify the caller again, and enter the ticket number again.'
  }
}

/** What must be read before anything is done to this user; what is left out of the actions says why. Pure. */
export function callWarnings(
  call: CallView | undefined,
  policy: PolicyView | undefined,
  news: Pick<CallNews, 'takenBack' | 'sessionLeft'>,
  now: number
): CallWarning[] {
  const warnings: CallWarning[] = []
  if (news.takenBack !== undefined) warnings.push(ended[news.takenBack])
  if (news.sessionLeft) {
    warnings.push({
      title: 'The sign-in of the last check could not be ended.',
      text: 'Checking a code signs the user in. Use “Sign out everywhere” to end that.'
    })
  }
  if (call === undefined) return warnings
  const { brake, privileged } = call
  if (brake !== undefined) {
    const until = formatInSentence(brake.until, now)
    const reason = brake.reason === '' ? '' : ` The reason: ${brake.reason}`
    warnings.push({
      title: 'A caller for this user was refused.',
      text: `Resets are braked until ${until}: only a manager’s approval or a photo ID in person lifts that.${reason}`
    })
  }
  if (privileged !== undefined) {
    warnings.push({
      title: 'This user is privileged.',
      text: `${privileged}. Changes need two verifications of different kinds.`
    })
  }
  return [...warnings, ...ruleWarnings(call, policy)]
}

function ruleWarnings({ actions, ticket }: CallView, policy: PolicyView | undefined): CallWarning[] {
  const refused = new Map(
    Object.values(actions).flatMap(({ allowed, rule, why = '' }) =>
      allowed || rule === undefined ? [] : [[rule, why] as const]
    )
  )
  const warnings: CallWarning[] = [...refused].flatMap(([rule, text]) => {
    const title = told[rule]
    return title === undefined ? [] : [{ title, text }]
  })
  if (refused.has('ticket.required') && ticket === undefined) {
    const example = policy?.policy.ticket.example
    warnings.push({
      title: 'This call needs a ticket number.',
      text: `Nothing can be changed before it is entered.${example === undefined ? '' : ` It looks like ${example}.`}`,
      ticket: true
    })
  }
  return warnings
}
