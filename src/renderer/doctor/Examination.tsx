import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ApplicationSummary } from '../../shared/application'
import type { DoctorReport } from '../../shared/doctor'
import { toAppError } from '../../shared/errors'
import type { TenantSummary } from '../../shared/tenant'
import { call } from '../bridge/client'
import { Failure } from '../components/Failure'
import { Note } from '../components/Note'
import { Panel } from '../components/Panel'
import { SkeletonLines } from '../components/Skeleton'
import { formatInSentence } from '../format/time'
import { useNow } from '../state/use-now'
import { ConnectionResult } from '../tenants/ConnectionResult'
import { ButtonsPanel } from './ButtonsPanel'
import { ClientPanel } from './ClientPanel'
import classes from './Doctor.module.css'
import { summaryWords } from './doctor-words'
import { ReadsPanel } from './ReadsPanel'
import { SecretPanel } from './SecretPanel'

interface ExaminationProps {
  tenant: TenantSummary
  application: ApplicationSummary
}

const doing = 'Check the client'

/** One application's check: made anew whenever it is opened, cancelled down to the sockets when it is left. */
export function Examination({ tenant, application }: ExaminationProps) {
  const of = { tenantId: tenant.id, applicationId: application.id }
  const { data, error, isFetching, isError, refetch } = useQuery({
    queryKey: ['doctor', of.tenantId, of.applicationId],
    queryFn: ({ signal }) => call('doctor.examine', of, { signal }),
    staleTime: 0,
    gcTime: 0
  })
  const again = () => void refetch()
  return (
    <div className={classes.screen} aria-busy={isFetching}>
      <div className={classes.bar}>
        <Status report={data} isFetching={isFetching} />
        <Button
          variant="default"
          size="sm"
          aria-disabled={isFetching}
          data-disabled={isFetching}
          onClick={() => {
            if (!isFetching) again()
          }}
        >
          {isFetching ? 'Check again…' : 'Check again'}
        </Button>
      </div>
      {isError && !isFetching && <Failure error={toAppError(error)} doing={doing} onRetry={again} />}
      {data === undefined && !isError && <Loading />}
      {data && <Report report={data} tenant={tenant} application={application} onAgain={again} />}
    </div>
  )
}

function Status({ report, isFetching }: { report: DoctorReport | undefined; isFetching: boolean }) {
  const now = useNow()
  return (
    <p role="status" aria-label="Check" className={classes.summary}>
      {isFetching && 'Checking…'}
      {!isFetching && report && `Checked ${formatInSentence(report.at, now)}: ${summaryWords(report)}`}
    </p>
  )
}

function Report({
  report,
  onAgain,
  ...of
}: ExaminationProps & { report: DoctorReport; onAgain: () => void }) {
  const { connection, warnings } = report
  return (
    <>
      {connection.result !== 'good' && <ConnectionResult test={{ state: 'report', report: connection }} />}
      {warnings.length > 0 && (
        <Note tone="warning" title="Read this first">
          <ul aria-label="Warnings" className={classes.warnings}>
            {warnings.map((warning) => (
              <li key={warning}>
                <bdi>{warning}</bdi>
              </li>
            ))}
          </ul>
        </Note>
      )}
      <div className={classes.panels}>
        <div className={classes.column}>
          <ClientPanel report={report} clientId={of.application.clientId} />
          <ReadsPanel reads={report.reads} />
        </div>
        <div className={classes.column}>
          <SecretPanel {...of} secret={report.secret} onRotated={onAgain} />
          <ButtonsPanel buttons={report.buttons} />
        </div>
      </div>
    </>
  )
}

/** As many panels as there will be, about as high. */
function Loading() {
  return (
    <div className={classes.panels}>
      <div className={classes.column}>
        <Panel title="Client" busy>
          <SkeletonLines lines={9} label="Trying the client" />
        </Panel>
        <Panel title="Reads" busy>
          <SkeletonLines lines={7} label="Reading" />
        </Panel>
      </div>
      <div className={classes.column}>
        <Panel title="Secret" busy>
          <SkeletonLines lines={4} label="Reading" />
        </Panel>
        <Panel title="Buttons" busy>
          <SkeletonLines lines={15} label="Reading" />
        </Panel>
      </div>
    </div>
  )
}
