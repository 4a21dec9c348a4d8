import type { Gateway } from './gateway'

/** What passed and may have changed something; issued credentials are read in the background now and then. */
export const changes = ({ passed }: Gateway): Gateway['passed'] =>
  passed.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/oidc/token'))
