import type { BundleDefaults } from '../../shared/bundle'
import type { BundleDifference, TenantDifference } from '../../shared/bundle-view'
import type { ProxySettings } from '../../shared/settings'
import type { TenantDefaults, TenantProfile } from '../../shared/tenant'
import { plainLine } from '../../shared/plain-line'
import { mainApplicationId } from '../../shared/application'
import { applicationsOf, type ProfileApplication } from '../tenants/applications'
import { changeOf, entriesLeftBy, type PlannedProfile } from './bundle-plan'
import { refsOf } from './profile-secrets'

/** A fact by its name on the screen, with what it says; undefined: there is none. */
type Fact = readonly [what: string, value: string | undefined]

const environments = { production: 'Production', sandbox: 'Sandbox' }

/** What becomes of one profile, fact by fact. */
export function tenantDifference(planned: PlannedProfile): TenantDifference {
  const { id, before, after } = planned
  return {
    id,
    label: plainLine((after ?? before)?.label ?? '', 80),
    change: changeOf(planned),
    details: [...factDifferences(factsOf(before), factsOf(after)), ...secretDifferences(planned)]
  }
}

/** What becomes of the settings; a bundle's defaults replace all earlier ones, its proxy the one of now. */
export function defaultsDifferences(
  before: { defaults: TenantDefaults; proxy: ProxySettings },
  bundled: BundleDefaults | undefined
): BundleDifference[] {
  if (bundled === undefined) return []
  const { proxy, ...defaults } = bundled
  return factDifferences(
    [...defaultFacts(before.defaults), ['Way to Mosaic', proxyWords(before.proxy)]],
    [...defaultFacts(defaults), ['Way to Mosaic', proxyWords(proxy ?? before.proxy)]]
  )
}

export function proxyWords(proxy: ProxySettings): string {
  switch (proxy.mode) {
    case 'system':
      return 'As the system has it'
    case 'none':
      return 'Directly, without a proxy'
    case 'manual':
      return `By the proxy ${proxy.host}:${proxy.port}`
  }
}

/** The differences between two lists of facts, in the order of the second one; those that are gone come last. */
export function factDifferences(before: readonly Fact[], after: readonly Fact[]): BundleDifference[] {
  const old = new Map(before)
  const names = [...new Set([...after, ...before].map(([what]) => what))]
  const now = new Map(after)
  return names.flatMap((what) => {
    const [was, is] = [old.get(what), now.get(what)]
    if (was === is) return []
    return [
      {
        what: plainLine(what, 300),
        ...(was !== undefined && { before: plainLine(was, 2_000) }),
        ...(is !== undefined && { after: plainLine(is, 2_000) })
      }
    ]
  })
}

function factsOf(profile: TenantProfile | undefined): Fact[] {
  if (profile === undefined) return []
  const { label, environment, apiHost, colour, defaultCountry, bundleId, managed } = profile
  const applications = applicationsOf(profile)
  const names = applicationNames(applications)
  return [
    ['Name', label],
    ['Environment', environments[environment]],
    ['API host', apiHost],
    ['Colour', colour],
    ['Default country', defaultCountry],
    ...applications.flatMap((application, index) => applicationFacts(application, names[index])),
    ['Order of the applications', applications.length < 3 ? undefined : names.slice(1).join(', ')],
    ['Comes from', originWords(bundleId, managed)]
  ]
}

function applicationFacts(
  { clientId, appId, appName, redirectUri }: ProfileApplication,
  name: string | undefined
): Fact[] {
  const of = ofApplication(name)
  return [
    [`Client ID${of}`, clientId],
    [`Redirect URI${of}`, redirectUri],
    [`Mosaic’s application ID${of}`, appId],
    [`Mosaic’s name${name === undefined ? ' of the application' : of}`, appName]
  ]
}

/** What tells the applications of one profile apart; undefined for the main one. */
function applicationNames(applications: readonly ProfileApplication[]): (string | undefined)[] {
  return applications.map(({ id, name = '' }) => {
    if (id === mainApplicationId) return undefined
    const isOnly = applications.filter((one) => one.name === name).length === 1
    return isOnly ? `“${name}”` : `“${name}” (${id})`
  })
}

const ofApplication = (name: string | undefined): string => (name === undefined ? '' : ` of ${name}`)

function originWords(bundleId: string | undefined, managed = false): string {
  if (managed) return 'Your organisation’s bundle'
  return bundleId === undefined ? 'Your own profile' : `The series ${bundleId}`
}

/** Stored secrets that go, because their host, their client or their whole profile does. */
function secretDifferences(planned: PlannedProfile): BundleDifference[] {
  const { before } = planned
  if (before === undefined) return []
  const left = entriesLeftBy([planned])
  const refs = refsOf(before)
  const applications = applicationsOf(before)
  const names = applicationNames(applications)
  return applications.flatMap(({ secretStored }, index) => {
    const ref = refs[index]
    const goes = left.some(({ origin, secretId }) => origin === ref?.origin && secretId === ref.secretId)
    if (!goes || !secretStored) return []
    return [
      {
        what: plainLine(`Client secret${ofApplication(names[index])}`, 300),
        before: 'In the keychain',
        after: 'Deleted: it was entered for this host and client'
      }
    ]
  })
}

const defaultFacts = ({ environment, apiHost, colour, defaultCountry }: TenantDefaults): Fact[] => [
  ['Environment of new profiles', environment && environments[environment]],
  ['API host of new profiles', apiHost],
  ['Colour of new profiles', colour],
  ['Default country of new profiles', defaultCountry]
]
