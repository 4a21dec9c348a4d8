import { counted } from '../../shared/count'
import type { TenantProfile } from '../../shared/tenant'
import { fact, type Finding } from './finding'
import type { State } from './state'

/** How many profiles there are and of what kind; no names, no client ids. */
export function lookAtTenants({ profiles }: State): Finding[] {
  const all = profiles.value?.profiles ?? []
  if (all.length === 0) return [fact('Profiles', 'none: only the practice tenant is there')]
  const of = (environment: TenantProfile['environment']) =>
    all.filter((profile) => profile.environment === environment).length
  const managed = all.filter((profile) => profile.managed === true).length
  const clients = all.flatMap((profile) => [profile, ...(profile.furtherApplications ?? [])])
  const stored = clients.filter(({ secretStored }) => secretStored).length
  const current = all.find(({ id }) => id === profiles.value?.currentId)
  return [
    fact('Profiles', `${all.length}: ${of('production')} production, ${of('sandbox')} sandbox`),
    fact('Managed', `${managed} of them by the organisation`),
    fact('Applications', `${counted(clients.length, 'client')}, ${stored} with a secret noted as stored`),
    fact('Open', current === undefined ? 'the practice tenant' : `a profile (${current.environment})`)
  ]
}
