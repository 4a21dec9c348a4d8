import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { mainApplicationId } from '../../shared/application'
import type { BundleApplication, BundleFile, BundleTenant } from '../../shared/bundle'
import type { BundleExported } from '../../shared/bundle-view'
import { seenName } from '../../shared/bundle-name'
import { type AppError, AppFailure, toAppError } from '../../shared/errors'
import { plainLine } from '../../shared/plain-line'
import type { PolicyFile } from '../../shared/policy'
import type { ProxySettings } from '../../shared/settings'
import type { TenantDefaults, TenantProfile } from '../../shared/tenant'
import type { NamedSecret } from '../bundle/payload'
import type { Sealer, SealedSecrets } from '../bundle/seal'
import { writeAtomically } from '../storage/atomic-write'
import { notWritten } from '../storage/not-saved'
import { applicationsOf, type ProfileApplication } from '../tenants/applications'
import type { BundleStore } from '../tenants/bundle-store'
import type { ClientOf } from './profile-secrets'

/** What goes into a bundle beside the client secrets. */
export interface BundleContents {
  issuer: string
  profiles: readonly TenantProfile[]
  policy?: PolicyFile | undefined
  settings?: { defaults: TenantDefaults; proxy: ProxySettings } | undefined
}

/** An unsigned bundle. Pure. `at` in epoch ms. */
export function bundleOf(
  { issuer, profiles, policy, settings }: BundleContents,
  series: { bundleId: string; serial: number },
  at: number
): BundleFile {
  const { $schema: _schema, ...rules } = policy ?? { version: 1 }
  return {
    format: 'tessera-bundle',
    version: 1,
    issuer: seenName(plainLine(issuer, 80)),
    ...series,
    createdAt: new Date(at).toISOString(),
    tenants: profiles.map(bundleTenantOf),
    ...(policy !== undefined && { policy: rules }),
    // a way that the system chooses is nobody's wish for others
    ...(settings !== undefined && {
      defaults: {
        ...settings.defaults,
        ...(settings.proxy.mode !== 'system' && { proxy: settings.proxy })
      }
    })
  }
}

export interface CollectedSecrets {
  secrets: NamedSecret[]
  without: BundleExported['without']
}

/** The stored secrets of these profiles. One that is missing does not hinder the others; a keychain that cannot be asked is not asked again. */
export async function collectSecrets(
  profiles: readonly TenantProfile[],
  secretOf: (tenantId: string, applicationId: string, client: ClientOf) => Promise<string>
): Promise<CollectedSecrets> {
  const collected: CollectedSecrets = { secrets: [], without: [] }
  let unavailable: AppError | undefined
  for (const profile of profiles) {
    const { id: tenantId, label, apiHost } = profile
    for (const { id: applicationId, clientId, name } of applicationsOf(profile)) {
      const shown = plainLine(name === undefined ? label : `${label}, ${name}`, 200)
      if (unavailable !== undefined) {
        collected.without.push({ label: shown, error: unavailable })
        continue
      }
      try {
        const secret = await secretOf(tenantId, applicationId, { apiHost, clientId })
        collected.secrets.push({ tenantId, applicationId, secret })
      } catch (thrown) {
        const error = toAppError(thrown)
        if (error.kind === 'keychain-unavailable') unavailable = error
        // that there is none is no failure
        collected.without.push({ label: shown, ...(error.kind !== 'bad-credentials' && { error }) })
      }
    }
  }
  return collected
}

export interface WritePorts {
  store: BundleStore
  sealer: Sealer
  now: () => number
}

/**
 * Makes the next bundle of this computer's own series and writes it to the chosen file. Its number is used up before anything is
 * written. Throws `not-saved`, and `invalid-input` where the profiles are not what a bundle may hold.
 */
export async function writeBundle(
  { store, sealer, now }: WritePorts,
  path: string,
  contents: BundleContents,
  sealed: ToSeal | undefined
): Promise<{ fileName: string; bundle: BundleFile }> {
  const fileName = basename(path)
  const series = nextOf(store)
  const bare = bundleOf(contents, series, now())
  const secrets = sealed && (await sealedSecrets(sealer, bare, sealed))
  const bundle = { ...bare, ...(secrets !== undefined && { secrets }) }
  const text = await checkedText(bundle)
  await store.update((stored) => ({ ...stored, exports: series }))
  try {
    await writeAtomically(path, text)
  } catch (error) {
    throw notWritten(fileName, error)
  }
  return { fileName, bundle }
}

interface ToSeal {
  secrets: readonly NamedSecret[]
  passphrase: string
}

async function sealedSecrets(
  sealer: Sealer,
  bundle: BundleFile,
  { secrets, passphrase }: ToSeal
): Promise<SealedSecrets | undefined> {
  if (secrets.length === 0) return undefined
  try {
    return await sealer.seal(bundle, secrets, passphrase)
  } catch (thrown) {
    if (thrown instanceof RangeError) throw refused(thrown.message)
    throw thrown
  }
}

function nextOf(store: BundleStore): { bundleId: string; serial: number } {
  const { exports } = store.value()
  return exports === undefined
    ? { bundleId: randomUUID(), serial: 1 }
    : { bundleId: exports.bundleId, serial: exports.serial + 1 }
}

/** What could not be imported again is not written at all. */
async function checkedText(bundle: BundleFile): Promise<string> {
  const { formatBundle, parseBundle } = await import('../bundle/parse')
  const text = formatBundle(bundle)
  const parsed = parseBundle(Buffer.from(text, 'utf8'))
  if (parsed.ok) return text
  throw refused(parsed.problem)
}

function refused(why: string): AppFailure {
  const tenantIds = plainLine(`This cannot be put into a bundle. ${why}`, 500)
  return new AppFailure({ kind: 'invalid-input', reason: 'form', fields: { tenantIds } })
}

function bundleTenantOf(profile: TenantProfile): BundleTenant {
  const { id, label, environment, apiHost, colour, defaultCountry } = profile
  return {
    id,
    label: seenName(plainLine(label, 80)) || id,
    environment,
    apiHost,
    colour,
    defaultCountry,
    applications: applicationsOf(profile).map(bundleApplicationOf)
  }
}

/**
 * The main one has no name of its own: Mosaic's stands in for it. Where the client turned out to belong to another application than
 * the one that was meant, the latter goes along, so that the next computer's check finds the difference too.
 */
function bundleApplicationOf(application: ProfileApplication): BundleApplication {
  const { id, clientId, expectedAppId, redirectUri } = application
  const isOther = expectedAppId !== undefined && expectedAppId !== application.appId
  const appId = isOther ? expectedAppId : application.appId
  const name = id === mainApplicationId ? (isOther ? undefined : application.appName) : application.name
  return {
    id,
    name: seenName(plainLine(name ?? '', 80)) || 'Main application',
    clientId,
    ...(appId !== undefined && { appId }),
    ...(redirectUri !== undefined && redirectUri !== '' && { redirectUri })
  }
}
