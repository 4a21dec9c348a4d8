import { memo } from 'react'
import { passwordFacts } from '../../../shared/password-facts'
import type { User } from '../../../shared/user'
import { Fact, Facts } from '../../components/Facts'
import { Moment } from '../../components/Moment'
import { Panel } from '../../components/Panel'
import type { useAuthenticators } from '../../state/queries'
import { passwordState } from './password-facts'
import classes from './sections.module.css'

interface PasswordSectionProps {
  user: User
  appId: string | undefined
  /** which application's password is meant, where the tenant has several */
  application: string | undefined
  now: number
  authenticators: ReturnType<typeof useAuthenticators>
}

const soon = 3 * 24 * 3600 * 1000

/** The facts behind the verdict, as far as they are about the password. Three rows whatever is known. */
export const PasswordSection = memo(function PasswordSection(props: PasswordSectionProps) {
  const { user, appId, application, now, authenticators } = props
  const known = { user, appId, authenticators: authenticators.data }
  const { exists, changedAt, expiresAt, appName } = passwordFacts(known, now)
  const of = application ?? appName
  const nothing = exists ? 'Mosaic does not say' : '—'
  return (
    <Panel title="Password" aside={of === undefined ? undefined : <bdi>{of}</bdi>}>
      <Facts>
        <Fact name="State">{authenticators.isPending ? 'Reading…' : passwordState(known, now)}</Fact>
        <Fact name="Changed">
          {changedAt === undefined ? nothing : <Moment time={changedAt} now={now} />}
        </Fact>
        <Fact
          name="Runs out"
          note={expiresAt === undefined ? undefined : <Nearness at={expiresAt} now={now} />}
        >
          {expiresAt === undefined ? nothing : <Moment time={expiresAt} now={now} />}
        </Fact>
      </Facts>
    </Panel>
  )
})

function Nearness({ at, now }: { at: number; now: number }) {
  if (at <= now) return <span className={classes.danger}>run out</span>
  return at - now <= soon ? <span className={classes.warning}>soon</span> : null
}
