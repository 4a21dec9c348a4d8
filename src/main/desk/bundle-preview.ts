import type { BundlePreview } from '../../shared/bundle-view'
import { counted } from '../../shared/count'
import { plainLine } from '../../shared/plain-line'
import type { PolicyView } from '../../shared/policy'
import type { NetworkSettings } from '../../shared/settings'
import type { TenantDefaults, TenantProfile } from '../../shared/tenant'
import { defaultPolicy, fillPolicy } from '../policy/fill'
import { checkPolicy, type ParsedPolicy } from '../policy/parse'
import { defaultsDifferences, proxyWords, tenantDifference } from './bundle-diff'
import { type BundleProof, refusalOf } from './bundle-judge'
import { changeOf, type PlannedProfile } from './bundle-plan'
import { trustWarnings, unvouchedKeys } from './bundle-trust'
import { policyDifferences } from './policy-diff'

/** What a bundle meets on this computer. */
export interface Surroundings {
  profiles: readonly TenantProfile[]
  /** the policy in force */
  policy: PolicyView
  /** the agent's own policy file, in force or not */
  own: ParsedPolicy | 'none'
  defaults: TenantDefaults
  network: NetworkSettings
}

export type Looked = Omit<BundlePreview, 'previewId' | 'fileName'>

/** What an import would do here. Pure. */
export function lookAt(proof: BundleProof, plan: readonly PlannedProfile[], here: Surroundings): Looked {
  const { bundle, signature, replay } = proof
  const before = here.own !== 'none' && here.own.ok ? here.own.policy : defaultPolicy
  const after = bundle.policy && fillPolicy(bundle.policy)
  const refusal = refusalHere(proof, plan, here)
  return {
    issuer: plainLine(bundle.issuer, 80),
    bundleId: bundle.bundleId,
    serial: bundle.serial,
    createdAt: Date.parse(bundle.createdAt),
    signature,
    ...(replay !== undefined && { replay }),
    ...(refusal !== undefined && { refusal: plainLine(refusal, 1_000) }),
    warnings: [
      ...(after === undefined ? [] : trustWarnings(before, after)),
      ...warningsOf(proof, plan, here)
    ].map((warning) => plainLine(warning, 1_000)),
    newKeys:
      after === undefined
        ? []
        : unvouchedKeys(signature, after.bundles.trustedKeys, [
            ...before.bundles.trustedKeys,
            ...here.policy.policy.bundles.trustedKeys
          ]),
    tenants: plan.map(tenantDifference),
    policy: after === undefined ? [] : policyDifferences(before, after),
    defaults: defaultsDifferences({ defaults: here.defaults, proxy: here.network.proxy }, bundle.defaults),
    secrets: bundle.secrets?.count ?? 0
  }
}

/** Why it cannot be imported on this computer, whatever the agent wants. */
function refusalHere(
  proof: BundleProof,
  plan: readonly PlannedProfile[],
  { policy, profiles }: Surroundings
): string | undefined {
  if (policy.locked) {
    return 'Your organisation’s policy cannot be read, so nobody can tell whether this bundle is allowed.'
  }
  const refusal = refusalOf(proof, policy.policy.bundles)
  if (refusal !== undefined) return refusal
  const managed = plan.filter(({ before }) => before?.managed === true)
  if (managed.length > 0) {
    return `It would change ${listed(managed.map(({ before }) => before))}, which came with your organisation’s bundle and cannot be changed here.`
  }
  const { bundle } = proof
  if (bundle.policy !== undefined) {
    const checked = checkPolicy(bundle.policy)
    if (!checked.ok) return `The policy in it cannot be used. ${checked.problem}`
  }
  const added = plan.filter((one) => changeOf(one) === 'added').length
  const removed = plan.filter((one) => changeOf(one) === 'removed').length
  return profiles.length + added - removed > mostProfiles
    ? `There would be more than ${mostProfiles} tenants.`
    : undefined
}

/** Far fewer than can be put in order (`tenants.reorder`): what the organisation installs comes on top. */
const mostProfiles = 2_000

/** What to read before importing. Signature and replay speak for themselves. */
function warningsOf(
  { bundle }: BundleProof,
  plan: readonly PlannedProfile[],
  { policy, own, network }: Surroundings
): string[] {
  const removed = plan.filter((one) => changeOf(one) === 'removed')
  const taken = plan.filter(
    (one) => one.before !== undefined && one.after !== undefined && one.before.bundleId !== bundle.bundleId
  )
  const proxy = bundle.defaults?.proxy
  const moves = proxy !== undefined && proxyWords(proxy) !== proxyWords(network.proxy)
  return [
    removed.length > 0 &&
      `${counted(removed.length, 'tenant')} of this series ${removed.length === 1 ? 'is' : 'are'} no more in it and will be removed with ${removed.length === 1 ? 'its' : 'their'} client secrets: ${listed(removed.map(({ before }) => before))}.`,
    taken.length > 0 &&
      `It takes over ${listed(taken.map(({ before }) => before))}, which did not come with this series. Later bundles of the series may change and remove what is in it.`,
    moves && `It changes the way to Mosaic for every tenant. Afterwards: ${proxyWords(proxy)}.`,
    bundle.policy !== undefined &&
      policy.source === 'managed' &&
      'Your organisation’s policy stays in force here: the policy in this bundle has no effect as long as that one is there.',
    bundle.policy !== undefined &&
      own !== 'none' &&
      !own.ok &&
      'Your own policy file cannot be used. A copy of it is kept when the policy in this bundle takes its place.'
  ].filter((warning) => warning !== false)
}

/** “A”, “B” and 3 more */
function listed(profiles: readonly (TenantProfile | undefined)[]): string {
  const names = profiles.map((profile) => `“${plainLine(profile?.label ?? '', 80)}”`)
  const more = names.length - 5
  return more > 0 ? `${names.slice(0, 5).join(', ')} and ${more} more` : names.join(', ')
}
