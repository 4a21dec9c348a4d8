import { Button } from '@mantine/core'
import type { ApplicationSummary } from '../../../shared/application'
import { Moment } from '../../components/Moment'
import { applicationName } from '../../state/open-application'
import classes from './Further.module.css'
import { isWrongClient } from './wrong-client'

interface ApplicationRowProps {
  application: ApplicationSummary
  isOpen: boolean
  now: number
  onEdit: () => void
  onRemove: () => void
}

/** One further application: its names, its client, and how old its secret is. */
export function ApplicationRow({ application, isOpen, now, onEdit, onRemove }: ApplicationRowProps) {
  const name = applicationName(application)
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <p className={classes.line}>
          <bdi className={classes.name}>{name}</bdi>
          {application.appName !== undefined && application.appName !== name && (
            <span className="form-hint">
              in Mosaic <bdi>{application.appName}</bdi>
            </span>
          )}
          {isOpen && <span className={classes.open}>open</span>}
        </p>
        <p className="form-hint">
          <bdi className="mono">{application.clientId}</bdi>
        </p>
        {isWrongClient(application) && (
          <p className={classes.wrong}>
            The client belongs to another Mosaic application than this one is for.
          </p>
        )}
        <SecretLine application={application} now={now} />
      </div>
      <div className={classes.buttons}>
        <Button variant="default" size="xs" aria-label={`Edit ${name}`} onClick={onEdit}>
          Edit
        </Button>
        <Button variant="default" color="red" size="xs" aria-label={`Remove ${name}`} onClick={onRemove}>
          Remove
        </Button>
      </div>
    </li>
  )
}

interface SecretLineProps {
  application: ApplicationSummary
  now: number
}

/** Whether a client secret is stored, since when, and when it was of use; never what it is. */
export function SecretLine({ application, now }: SecretLineProps) {
  const { secretStored, secretSince, secretUsedAt } = application
  if (!secretStored) return <p className="form-hint">No client secret in the keychain</p>
  return (
    <p className="form-hint">
      Client secret in the keychain, entered{' '}
      {secretSince === undefined ? 'at an unknown time' : <Moment time={secretSince} now={now} />}
      {secretUsedAt !== undefined && (
        <>
          {' · '}last used <Moment time={secretUsedAt} now={now} as="short" />
        </>
      )}
    </p>
  )
}
