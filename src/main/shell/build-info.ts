import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the packaging wrote into the app's package.json, under `tessera`: inside the archive, which the platform may check. */
export interface BuildInfo {
  /** `development`: not packaged. `test`: packaged for end-to-end tests, with another name; never released */
  readonly flavour: 'development' | 'release' | 'test'
  /** absent where this build knows no feed */
  readonly updates: UpdateFeed | undefined
}

export interface UpdateFeed {
  /** folder of the feed, with a slash at the end */
  readonly url: string
  /** raw Ed25519 public keys in base64; each of them may sign */
  readonly keys: readonly string[]
}

/** Never throws: what cannot be read is a release without a feed, which allows least. */
export function readBuildInfo(app: { isPackaged: boolean; getAppPath(): string }): BuildInfo {
  if (!app.isPackaged) return { flavour: 'development', updates: undefined }
  try {
    const file: unknown = JSON.parse(readFileSync(join(app.getAppPath(), 'package.json'), 'utf8'))
    const { flavour, updates } = fields(fields(file)['tessera'])
    return { flavour: flavour === 'test' ? 'test' : 'release', updates: feedOf(updates) }
  } catch {
    return { flavour: 'release', updates: undefined }
  }
}

function feedOf(value: unknown): UpdateFeed | undefined {
  const { url, keys } = fields(value)
  if (typeof url !== 'string' || !Array.isArray(keys)) return undefined
  return { url, keys: keys.filter((key) => typeof key === 'string') }
}

const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}
