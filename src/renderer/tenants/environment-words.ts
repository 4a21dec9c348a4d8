import { mosaicHosts } from '../../shared/api-host'
import type { Environment, TenantSummary } from '../../shared/tenant'

const names: Record<Environment, string> = {
  production: 'Production',
  sandbox: 'Sandbox',
  practice: 'Practice'
}

/** "Production · EU"; the region only where the host is one of Mosaic's and adds something (API.md §1.1). */
export function environmentName({
  environment,
  apiHost
}: Pick<TenantSummary, 'environment' | 'apiHost'>): string {
  const name = names[environment]
  const region = mosaicHosts.find(({ host }) => apiHost === `https://${host}`)?.region
  return region === undefined || region === name ? name : `${name} · ${region}`
}
