import { Button } from '@mantine/core'
import { memo, useId } from 'react'
import type { LookUpAnswer } from '../../shared/lookup'
import type { TenantSummary } from '../../shared/tenant'
import { Failure } from '../components/Failure'
import { applicationName } from '../state/open-application'
import { EnvironmentBadge, TenantDot } from '../tenants/EnvironmentBadge'
import { HitButton } from './HitButton'
import classes from './LookUp.module.css'
import { answerIn, type Hit, type Row } from './look-up-run'
import { useLookUp } from './look-up-store'
import { rowWords } from './words'

interface AnswerRowProps {
  tenant: TenantSummary
  row: Row
  onOpen: (hit: Hit) => void
}

/** One tenant: what it is doing, or what it said. Drawn anew only when that changes. */
export const AnswerRow = memo(function AnswerRow({ tenant, row, onOpen }: AnswerRowProps) {
  const labelId = useId()
  const answer = answerIn(row)
  const state = row.state === 'answered' ? row.answer.outcome.state : row.state
  const application = applicationIn(tenant, answer?.applicationId)
  return (
    <li className={classes.row} data-state={state} aria-labelledby={labelId}>
      <div className={classes.head}>
        <TenantDot colour={tenant.colour} />
        <span id={labelId} className={classes.label} title={tenant.label}>
          {tenant.label}
        </span>
        <EnvironmentBadge of={tenant} />
        <bdi className={classes.application} title={application}>
          {application}
        </bdi>
        <span className={classes.state} data-state={state}>
          {rowWords(row)}
          {row.state === 'answered' && state !== 'failed' && ` in ${row.answer.milliseconds} ms`}
        </span>
      </div>
      {(row.state === 'stopped' || row.state === 'changed') && (
        <AskAgain tenantId={tenant.id} labelId={labelId} />
      )}
      {answer && <Outcome {...{ answer, tenant, application, onOpen }} />}
    </li>
  )
})

interface OutcomeProps {
  answer: LookUpAnswer
  tenant: TenantSummary
  application: string
  onOpen: (hit: Hit) => void
}

function Outcome({ answer, tenant, application, onOpen }: OutcomeProps) {
  const { tenantId, applicationId, clientOf, outcome } = answer
  const again = () => void useLookUp.getState().again(tenantId)
  if (outcome.state === 'none') return null
  if (outcome.state === 'failed') return <Failure inline quiet error={outcome.error} onRetry={again} />
  return (
    <>
      {outcome.users.map((user) => (
        <HitButton
          key={user.id}
          user={user}
          tenant={tenant}
          application={application}
          onOpen={() => onOpen({ tenantId, applicationId, clientOf, user })}
        />
      ))}
      {outcome.more > 0 && (
        <p className={classes.more}>{outcome.more} more match. Type more of the e-mail, phone or name.</p>
      )}
      {outcome.partly && (
        <Failure inline quiet error={outcome.partly} doing="There may be more" onRetry={again} />
      )}
    </>
  )
}

function AskAgain({ tenantId, labelId }: { tenantId: string; labelId: string }) {
  return (
    <Button
      variant="default"
      size="xs"
      aria-describedby={labelId}
      onClick={() => void useLookUp.getState().again(tenantId)}
    >
      Try again
    </Button>
  )
}

/** The one that was asked; before it is known, and where it was removed, the one that is open. */
function applicationIn({ applications, applicationId }: TenantSummary, asked?: string): string {
  const named = (id: string | undefined) => applications.find((one) => one.id === id)
  const application = named(asked) ?? named(applicationId)
  return application === undefined ? '' : applicationName(application)
}
