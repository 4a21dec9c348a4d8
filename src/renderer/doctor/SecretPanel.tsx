import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import type { ApplicationSummary } from '../../shared/application'
import type { DoctorReport } from '../../shared/doctor'
import { describeError } from '../../shared/error-text'
import type { TenantSummary } from '../../shared/tenant'
import { Fact, Facts } from '../components/Facts'
import { Moment } from '../components/Moment'
import { Panel } from '../components/Panel'
import { useNow } from '../state/use-now'
import classes from './Doctor.module.css'
import { secretPlaces } from './doctor-words'
import { RotateDialog } from './RotateDialog'

interface SecretPanelProps {
  tenant: TenantSummary
  application: ApplicationSummary
  secret: DoctorReport['secret']
  /** a rotation was tried, whatever became of it */
  onRotated: () => void
}

/** Where the client secret is and how old it is; never what it is. */
export function SecretPanel({ tenant, application, secret, onRotated }: SecretPanelProps) {
  const [isRotating, setRotating] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const isPractice = tenant.environment === 'practice'
  const close = (tried: boolean) => {
    setRotating(false)
    opener.current?.focus()
    if (tried) onRotated()
  }
  return (
    <Panel title="Secret">
      <Facts>
        <Fact name="Where it is">
          {isPractice ? 'Made anew at each start of Tessera' : secretPlaces[secret.status]}
        </Fact>
        {!isPractice && secret.status !== 'none' && <Times {...secret} />}
      </Facts>
      {secret.error && <Problem error={secret.error} />}
      {!isPractice && (
        <div className={classes.foot}>
          <Button ref={opener} variant="default" size="sm" onClick={() => setRotating(true)}>
            Rotate secret
          </Button>
        </div>
      )}
      {isRotating && <RotateDialog tenant={tenant} application={application} onClose={close} />}
    </Panel>
  )
}

const unknown = <span className={classes.none}>Not known</span>

function Times({ since, usedAt }: Pick<DoctorReport['secret'], 'since' | 'usedAt'>) {
  const now = useNow()
  return (
    <>
      <Fact name="Entered">{since === undefined ? unknown : <Moment time={since} now={now} />}</Fact>
      <Fact name="Last used">{usedAt === undefined ? unknown : <Moment time={usedAt} now={now} />}</Fact>
    </>
  )
}

function Problem({ error }: { error: NonNullable<DoctorReport['secret']['error']> }) {
  const { title, todo } = describeError(error)
  return (
    <p className={classes.problem} dir="auto">
      {title} {todo}
    </p>
  )
}
