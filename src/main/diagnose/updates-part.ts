import type { UpdateMode } from '../../shared/updates'
import type { ResolveRoute } from '../mosaic/connection'
import type { DiagnosisContext } from './context'
import { hostFindings } from './hosts-part'
import { attention, fact, type Finding } from './finding'
import { reach } from './reach'

/** Whether the feed of new versions can be had; where the policy says so, it is not asked either. */
export async function lookAtUpdates(
  { build, platform, arch }: Pick<DiagnosisContext, 'build' | 'platform' | 'arch'>,
  mode: UpdateMode,
  route: ResolveRoute
): Promise<Finding[]> {
  const policy = fact('Policy', mode)
  const feed = build.updates && URL.parse(feedName(platform, arch), build.updates.url)
  if (build.updates === undefined) return [policy, fact('Feed', 'this build knows none')]
  if (!feed) return [policy, attention('Feed', 'its address cannot be read')]
  if (mode === 'off') return [policy, fact('Feed', `${feed.host}: not asked, by the policy`)]
  const found = await reach(feed.href, route)
  const status = found.ok ? found.reached.status : undefined
  const missing =
    status === undefined || status === 200
      ? []
      : [attention('Feed', `its description could not be had (status ${status})`)]
  return [policy, ...hostFindings(feed.origin, found), ...missing]
}

/** As electron-builder names the feed's description. */
function feedName(platform: NodeJS.Platform, arch: string): string {
  if (platform === 'win32') return 'latest.yml'
  if (platform === 'darwin') return 'latest-mac.yml'
  return arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`
}
