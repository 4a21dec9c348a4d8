import type { JournalRow } from '../../shared/journal'
import { CopyValue } from '../components/CopyValue'
import { Fact, Facts } from '../components/Facts'
import { formatExact } from '../format/time'

/** The rest of what a row's lines say, for whoever has to look the call up in Mosaic's own logs. */
export function JournalDetails({ row: { entry, outcome } }: { row: JournalRow }) {
  const { rule, status, correlationId, expiresAt } = { ...entry, ...outcome }
  return (
    <Facts>
      <Fact name="Line">
        {entry.seq}
        {outcome && ` and ${outcome.seq}`}
      </Fact>
      <Fact name="Begun">{formatExact(entry.at)}</Fact>
      {outcome && <Fact name="Ended">{formatExact(outcome.at)}</Fact>}
      {entry.tenant !== undefined && (
        <Fact name="Tenant ID">
          <CopyValue what="tenant ID" value={entry.tenant} mono />
        </Fact>
      )}
      {rule !== undefined && (
        <Fact name="Rule">
          <bdi className="mono">{rule}</bdi>
        </Fact>
      )}
      {status !== undefined && <Fact name="Status">{status}</Fact>}
      {correlationId !== undefined && (
        <Fact name="Correlation ID">
          <CopyValue what="correlation ID" value={correlationId} mono />
        </Fact>
      )}
      {expiresAt !== undefined && <Fact name="Runs out">{formatExact(expiresAt)}</Fact>}
      <Fact name="Computer">
        <bdi>{entry.machine}</bdi>, Tessera <bdi className="mono">{entry.version}</bdi>
      </Fact>
    </Facts>
  )
}
