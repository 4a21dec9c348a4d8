import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { TenantSummary } from '../../shared/tenant'
import { Fact, Facts } from '../components/Facts'
import { Note } from '../components/Note'
import { Panel } from '../components/Panel'
import { useDesk } from '../state/desk-store'
import { useAppState } from '../state/queries'
import { ApplicationSecret } from './applications/ApplicationSecret'
import { environmentName } from './environment-words'
import { countryName, shortHost } from './tenant-draft'

/** Leaves the screen; the focus goes where the next call starts. */
function close(): void {
  useDesk.getState().closeTenantForm()
  useDesk.getState().focusSearch()
}

interface ManagedProfileProps {
  /** as it was when the screen opened */
  initial: TenantSummary
}

/** A profile of the organisation's bundle: it is shown, and takes client secrets, which are the user's own. */
export function ManagedProfile({ initial }: ManagedProfileProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  // a secret that was stored shows; what became of the profile meanwhile is no reason to leave
  const tenant = useAppState().data?.tenants.find(({ id }) => id === initial.id) ?? initial
  const { id, label, apiHost, clientId, redirectUri, defaultCountry, applications } = tenant
  return (
    <div className="form-column">
      <h1 ref={heading} tabIndex={-1} className="form-heading">
        {label}
      </h1>
      <Note
        tone="plain"
        title="This profile came with your organisation’s bundle and is read-only."
        actions={
          <Button variant="default" size="sm" onClick={close}>
            Close
          </Button>
        }
      >
        Client secrets are your own: they stay in this computer’s keychain.
      </Note>
      <Panel title="Tenant profile">
        <Facts>
          <Fact name="Environment">{environmentName(tenant)}</Fact>
          <Fact name="API host">
            <span className="mono">{shortHost(apiHost)}</span>
          </Fact>
          <Fact name="Client ID">
            <bdi className="mono">{clientId}</bdi>
          </Fact>
          <Fact name="Redirect URI">
            {redirectUri === undefined ? 'None' : <bdi className="mono">{redirectUri}</bdi>}
          </Fact>
          <Fact name="Default country">{countryName(defaultCountry) ?? defaultCountry}</Fact>
        </Facts>
      </Panel>
      <Panel title="Client secrets">
        {applications.map((application) => (
          <ApplicationSecret key={application.id} tenantId={id} application={application} />
        ))}
      </Panel>
    </div>
  )
}
