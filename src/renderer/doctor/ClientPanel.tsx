import type { DoctorReport } from '../../shared/doctor'
import { CopyValue } from '../components/CopyValue'
import { Fact, Facts } from '../components/Facts'
import { Panel } from '../components/Panel'
import { formatInSentence, formatRelative } from '../format/time'
import { useNow } from '../state/use-now'
import classes from './Doctor.module.css'
import { reachWords } from './doctor-words'

type Client = NonNullable<DoctorReport['client']>

/** What the token says of its client (API.md §1.2). */
export function ClientPanel({ report: { client }, clientId }: { report: DoctorReport; clientId: string }) {
  return (
    <Panel title="Client">
      <Facts>
        <Fact name="Client ID">
          <CopyValue what="client ID" value={clientId} mono />
        </Fact>
        {client && <OfToken client={client} />}
      </Facts>
      {client === undefined && <p className={classes.none}>Without a token nothing more is known of it.</p>}
    </Panel>
  )
}

const unsaid = <span className={classes.none}>The token does not say</span>

function OfToken({ client }: { client: Client }) {
  const { appId, appName, management, mosaicTenantId, roles, permissions, tokenExpiresAt } = client
  const now = useNow()
  return (
    <>
      <Fact name="Application">
        {appName === undefined ? unsaid : <bdi className={classes.clipped}>{appName}</bdi>}
      </Fact>
      <Fact name="Application ID">
        {appId === undefined ? unsaid : <CopyValue what="application ID" value={appId} mono />}
      </Fact>
      <Fact name="Mosaic tenant ID">
        {mosaicTenantId === undefined ? (
          unsaid
        ) : (
          <CopyValue what="Mosaic tenant ID" value={mosaicTenantId} mono />
        )}
      </Fact>
      <Fact name="Kind">{management ? 'Management client' : 'Client of an application'}</Fact>
      <Fact name="May do">
        <span className={management || client.unlimited ? classes.much : undefined}>
          {reachWords(client)}
        </span>
      </Fact>
      <Fact name="Roles">
        <Names of="Roles" names={roles} />
      </Fact>
      <Fact name="Permissions">
        <Names of="Permissions" names={permissions} />
      </Fact>
      <Fact name="Token valid until" note={formatRelative(tokenExpiresAt, now)}>
        {formatInSentence(tokenExpiresAt, now)}
      </Fact>
    </>
  )
}

/** More are not read by anybody, and a token may name thousands. */
const mostNames = 60

function Names({ of, names }: { of: string; names: string[] }) {
  const distinct = [...new Set(names)]
  if (distinct.length === 0) return <span className={classes.none}>The token names none</span>
  const more = distinct.length - mostNames
  return (
    <>
      <ul aria-label={of} className={classes.names}>
        {distinct.slice(0, mostNames).map((name) => (
          <li key={name} className="mono" title={name}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
      {more > 0 && <p className={classes.none}>and {more} more</p>}
    </>
  )
}
