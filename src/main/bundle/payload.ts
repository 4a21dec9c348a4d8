import { z } from 'zod'
import type { BundleFile } from '../../shared/bundle'

/** A client secret on its way, with whose it is: it goes to that host and client only. */
export interface SealedSecret {
  /** ids of the bundle */
  tenantId: string
  applicationId: string
  /** as the bundle has them */
  apiHost: string
  clientId: string
  secret: string
}

/** What is sealed of an application: host and client come from the bundle. */
export type NamedSecret = Pick<SealedSecret, 'tenantId' | 'applicationId' | 'secret'>

/** As everywhere a client secret is entered. */
const longestSecret = 4096

/** What is encrypted: it names its bundle and each host and client, so that none of it can be put beside others. */
const payload = z.strictObject({
  bundleId: z.string(),
  serial: z.number(),
  secrets: z
    .array(
      z.strictObject({
        tenantId: z.string(),
        applicationId: z.string(),
        apiHost: z.string(),
        clientId: z.string(),
        secret: z.string().min(1).max(longestSecret)
      })
    )
    .min(1)
})

/** The text to encrypt. Throws a RangeError where the secrets do not belong to the bundle, are none, or come twice. */
export function payloadText(bundle: BundleFile, named: readonly NamedSecret[]): string {
  const { bundleId, serial } = bundle
  const clients = clientsOf(bundle)
  const secrets = named.map(({ tenantId, applicationId, secret }): SealedSecret => {
    const key = keyOf(tenantId, applicationId)
    const client = clients.get(key)
    if (client === undefined)
      throw new RangeError('A secret’s application is not in the bundle, or comes twice.')
    clients.delete(key)
    return { tenantId, applicationId, ...client, secret }
  })
  const parsed = payload.safeParse({ bundleId, serial, secrets })
  if (!parsed.success) throw new RangeError('There is no secret, or one is empty or too long.')
  return JSON.stringify(parsed.data)
}

/** The secrets in a decrypted text; undefined where they are not exactly what this bundle says it carries. */
export function secretsIn(text: Uint8Array, bundle: BundleFile): SealedSecret[] | undefined {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text))
  } catch {
    return undefined
  }
  const parsed = payload.safeParse(json)
  if (!parsed.success) return undefined
  const { bundleId, serial, secrets } = parsed.data
  if (bundleId !== bundle.bundleId || serial !== bundle.serial || secrets.length !== bundle.secrets?.count) {
    return undefined
  }
  const clients = clientsOf(bundle)
  const belong = secrets.every(({ tenantId, applicationId, apiHost, clientId }) => {
    const key = keyOf(tenantId, applicationId)
    const client = clients.get(key)
    // each only once
    clients.delete(key)
    return client?.apiHost === apiHost && client.clientId === clientId
  })
  return belong ? secrets : undefined
}

function clientsOf({ tenants }: BundleFile): Map<string, { apiHost: string; clientId: string }> {
  return new Map(
    tenants.flatMap(({ id, apiHost, applications }) =>
      applications.map((application) => [
        keyOf(id, application.id),
        { apiHost, clientId: application.clientId }
      ])
    )
  )
}

/** Ids have no blanks. */
const keyOf = (tenantId: string, applicationId: string): string => `${tenantId} ${applicationId}`
