import { useQuery } from '@tanstack/react-query'
import { describeError } from '../../shared/error-text'
import { toAppError } from '../../shared/errors'
import type { PasswordSettings } from '../../shared/password-settings'
import { call } from '../bridge/client'
import type { Consequence } from './consequence'
import { agesWords, consequencesOf, newlyExpiring } from './consequences'
import classes from './PasswordSettings.module.css'
import type { SettingsOf } from './settings-desk'

interface ConsequencesProps {
  from: PasswordSettings
  to: PasswordSettings
  /** no side has lockout tiers of an unknown shape */
  tiersKnown: boolean
  of: SettingsOf
}

const kinds: Record<Consequence['kind'], string> = { weaker: 'Weaker', stricter: 'Stricter', other: 'Note' }

/** What a change comes to, in sentences. How many passwords it expires comes when it was counted: nothing waits for that. */
export function Consequences({ from, to, tiersKnown, of }: ConsequencesProps) {
  const days = newlyExpiring(from, to)
  const found = consequencesOf(from, to, tiersKnown)
  if (found.length === 0) return null
  return (
    <>
      <h3 className={classes.subhead}>What it comes to</h3>
      <ul className={classes.consequences} aria-label="Consequences">
        {found.map(({ kind, text }) => (
          <li key={text}>
            <span className={classes.kind} data-kind={kind}>
              {kinds[kind]}
            </span>{' '}
            <bdi>{text}</bdi>
          </li>
        ))}
        {days !== undefined && (
          <li>
            <span className={classes.kind} data-kind="other">
              {kinds.other}
            </span>{' '}
            <Ages days={days} of={of} />
          </li>
        )}
      </ul>
    </>
  )
}

function Ages({ days, of }: { days: number; of: SettingsOf }) {
  const ages = useQuery({
    queryKey: ['password-ages', of.tenantId, of.applicationId, days],
    queryFn: ({ signal }) => call('passwordSettings.ages', { ...of, days }, { signal }),
    // people change their passwords meanwhile
    staleTime: 0,
    gcTime: 0
  })
  return (
    <span role="status" aria-label="Passwords that expire">
      {ages.isPending && `Counting the passwords that are older than ${days} days…`}
      {ages.data && agesWords(days, ages.data)}
      {ages.isError && agesWords(days, { of: 0, why: describeError(toAppError(ages.error)).title })}
    </span>
  )
}
