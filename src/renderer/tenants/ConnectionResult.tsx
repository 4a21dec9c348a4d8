import type { ConnectionProblem, ConnectionReport } from '../../shared/connection'
import { Fact, Facts } from '../components/Facts'
import { Failure } from '../components/Failure'
import { IntoView } from '../components/IntoView'
import { Note } from '../components/Note'
import type { ConnectionTest } from './use-connection-test'
import classes from './ConnectionResult.module.css'

const titles: Record<ConnectionProblem, string> = {
  'wrong-host': 'This host does not answer as Mosaic does.',
  'no-dns': 'The host’s name is not known.',
  'tls-not-trusted': 'The host’s certificate is not trusted.',
  'ca-file': 'The extra CA file cannot be used.',
  proxy: 'The proxy does not let Tessera through.',
  unreachable: 'The host cannot be reached.',
  'mosaic-failed': 'Mosaic, or a gateway before it, is failing.',
  'no-secret': 'No client secret was entered or stored.',
  'bad-credentials': 'The client ID or the client secret is wrong.',
  'no-permission': 'The client may not read users.',
  'rate-limited': 'Mosaic asks for fewer requests.',
  keychain: 'The stored secret cannot be read.'
}

/** What "Test connection" found. */
export function ConnectionResult({ test }: { test: ConnectionTest | undefined }) {
  const report = test?.state === 'report' ? test.report : undefined
  return (
    <>
      <div role="status" aria-label="Connection test" className="live">
        {test?.state === 'running' && <Note tone="plain" title="Testing the connection…" />}
        {report?.result === 'good' && (
          <IntoView>
            <Good report={report} />
          </IntoView>
        )}
      </div>
      {report !== undefined && report.result !== 'good' && (
        <IntoView>
          <div role="alert" className={classes.problem}>
            <p className={classes.title}>{titles[report.result]}</p>
            <p>{report.message}</p>
            {report.detail !== undefined && (
              <details className={classes.technical}>
                <summary>Technical details</summary>
                <pre>{report.detail}</pre>
              </details>
            )}
          </div>
        </IntoView>
      )}
      {test?.state === 'failed' && test.error.kind !== 'cancelled' && (
        <IntoView>
          <Failure error={test.error} doing="Test connection" />
        </IntoView>
      )}
    </>
  )
}

function Good({ report }: { report: Extract<ConnectionReport, { result: 'good' }> }) {
  const { appName, appId, permissions, unlimited, milliseconds } = report
  return (
    <Note tone="good" title={`All good: Mosaic answered in ${Math.round(milliseconds)} ms.`}>
      <div className={classes.facts}>
        <Facts>
          <Fact name="Application">
            <bdi>{appName ?? 'Mosaic did not say'}</bdi>
            {appId !== undefined && <bdi className={`mono ${classes.id}`}>{appId}</bdi>}
          </Fact>
          <Fact name="Permissions">
            {permissions.length === 0 ? (
              'The token names none.'
            ) : (
              <ul className={classes.permissions}>
                {permissions.map((permission) => (
                  <li key={permission} className="mono">
                    <bdi>{permission}</bdi>
                  </li>
                ))}
              </ul>
            )}
          </Fact>
        </Facts>
      </div>
      {unlimited && (
        <p className={classes.unlimited}>
          <strong>This client may do everything in the tenant.</strong> Ask the Mosaic administrator for a
          client of the application whose role allows only what a helpdesk needs.
        </p>
      )}
    </Note>
  )
}
