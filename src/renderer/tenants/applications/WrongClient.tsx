import type { ApplicationSummary } from '../../../shared/application'
import { Note } from '../../components/Note'
import type { ConnectionTest } from '../use-connection-test'

interface WrongClientProps {
  test: ConnectionTest | undefined
  /** the stored application, while the form has its very client */
  known: ApplicationSummary | undefined
  expectedAppId: string | undefined
  /** Mosaic's name of the application that is expected, where it was picked just now */
  meant: string | undefined
}

/** That the client is another application's than the picked one, by what its token said now or before. */
export function WrongClient({ test, known, expectedAppId, meant }: WrongClientProps) {
  const report = test?.state === 'report' ? test.report : undefined
  const { appId, appName } = (report?.result === 'good' ? report : known) ?? {}
  const isWrong = appId !== undefined && expectedAppId !== undefined && appId !== expectedAppId
  return (
    <div role="status" aria-label="Whose client it is" className="live">
      {isWrong && (
        <Note tone="warning" title="This is the client of another application.">
          <p>
            It belongs to <bdi>{appName ?? appId}</bdi> in Mosaic, not to <bdi>{meant ?? expectedAppId}</bdi>.
            Enter a client of that one, or choose the application of this client from Mosaic.
          </p>
        </Note>
      )}
    </div>
  )
}
