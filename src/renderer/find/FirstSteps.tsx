import type { TenantSummary } from '../../shared/tenant'
import { Fact, Facts } from '../components/Facts'
import { SearchedApplication } from '../tenants/applications/SearchedApplication'
import classes from './Notice.module.css'

const kinds: [name: string, example: string, note: string][] = [
  ['E-mail', 'ana.lopez@example.com', 'whole, or its beginning'],
  ['Phone', '(415) 555-0123', 'in any spelling'],
  ['Username', 'ana.lopez', 'whole'],
  ['External ID', 'CRM-00077', 'whole'],
  ['User ID', 'ue3N8fKgygwfkxC7GXhFV', 'whole'],
  ['Name', 'Ana López', 'first, last or both']
]

/** Nothing was asked yet: what the box takes. */
export function FirstSteps({ tenant }: { tenant: TenantSummary }) {
  return (
    <section className={classes.notice} aria-labelledby="first-steps">
      <h1 id="first-steps" className={classes.title}>
        Find a caller in {tenant.label}
      </h1>
      <p className={classes.text}>
        Type what the caller gives you and press Enter.
        {tenant.environment === 'practice' &&
          ' These are made-up people: try ana.lopez@example.com, then lock, unlock and change what you like.'}
      </p>
      <SearchedApplication tenant={tenant} />
      <Facts>
        {kinds.map(([name, example, note]) => (
          <Fact key={name} name={name} note={note}>
            <span className="mono">{example}</span>
          </Fact>
        ))}
      </Facts>
    </section>
  )
}
