import { counted } from '../../shared/count'
import { describeError } from '../../shared/error-text'
import type { UpdateMode, UpdateWay } from '../../shared/updates'
import type { ResolveRoute } from '../mosaic/connection'
import { descriptionName, parseDescription } from '../updates/description'
import { addressOf, type Feed, type FeedParts, readFeed, readFeedParts } from '../updates/feed-address'
import { UpdateProblem } from '../updates/problem'
import { checkSigned, DESCRIPTION_BYTES, SIGNATURE_BYTES, signatureName } from '../updates/signed-description'
import { installationOf, wayOf } from '../updates/way'
import type { DiagnosisContext } from './context'
import { attention, fact, type Finding, good, unknown } from './finding'
import { hostFindings } from './hosts-part'
import { reach, type Reach } from './reach'

const wayWords: Record<UpdateWay, string> = {
  self: 'Tessera itself',
  outside: 'whatever installed it: a package manager, a deployment, or by hand',
  none: 'nobody: this build knows no feed that can be used'
}

type Context = Pick<DiagnosisContext, 'build' | 'platform' | 'arch' | 'env' | 'execPath' | 'resourcesPath'>

/**
 * Who installs new versions, and whether the feed offers one that is signed, all by the updater's own rules. Where the policy says
 * so the feed is not asked here either.
 */
export async function lookAtUpdates(
  context: Context,
  mode: UpdateMode,
  route: ResolveRoute
): Promise<Finding[]> {
  const { build, env, platform, arch } = context
  const named = { feed: build.updates, flavour: build.flavour }
  const parts = readFeedParts(named, env)
  const feed = readFeed(named, env)
  const way = wayOf(installationOf(context), feed !== undefined)
  const known = [fact('Policy', mode), fact('Installed by', wayWords[way]), ...partFindings(parts)]
  if (feed === undefined) return known
  if (mode === 'off') return [...known, unknown('Feed', `${feed.base.host}: not asked, by the policy`)]
  return [...known, ...(await feedFindings(feed, descriptionName(platform, arch), route))]
}

function partFindings(parts: FeedParts | undefined): Finding[] {
  if (parts === undefined) return [fact('Feed', 'this build knows none')]
  const { base, keys, unusableKeys } = parts
  const words = counted(keys.length, 'key that signs', 'keys that sign')
  return [
    ...(base === undefined ? [attention('Feed', 'its address cannot be used')] : []),
    keys.length === 0 || unusableKeys > 0
      ? attention('Keys', `${words}, and ${unusableKeys} that cannot be used`)
      : fact('Keys', words)
  ]
}

/** Both files at once: one after the other they might take longer than a part of the report may. */
async function feedFindings(feed: Feed, name: string, route: ResolveRoute): Promise<Finding[]> {
  const [description, signatures] = await Promise.all([
    reach(addressOf(feed, name).href, route, DESCRIPTION_BYTES),
    reach(addressOf(feed, signatureName(name)).href, route, SIGNATURE_BYTES)
  ])
  const offer = offerFinding(name, feed, description, signatures)
  return [...hostFindings(feed.base.origin, description), offer]
}

function offerFinding(name: string, { keys }: Feed, description: Reach, signatures: Reach): Finding {
  const label = 'Description'
  if (!description.ok) return unknown(label, 'could not be had')
  const { status, body } = description.reached
  if (status !== 200) return attention(label, `${name} could not be had (status ${status})`)
  const beside = signatures.ok ? signatures.reached : describeError(signatures.error).title
  if (typeof beside === 'string') return attention(label, `its signature could not be had (${beside})`)
  if (beside.status !== 200 && beside.status !== 404)
    return attention(label, `its signature could not be had (status ${beside.status})`)
  try {
    checkSigned(name, body, beside.status === 200 ? beside.body : undefined, keys)
    const { version } = parseDescription(name, body)
    return good(label, `offers version ${version}, signed by a key of this build`)
  } catch (error) {
    if (error instanceof UpdateProblem) return attention(label, error.detail)
    throw error
  }
}
