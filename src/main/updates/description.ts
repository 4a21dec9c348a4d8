import type { UpdateInfo } from 'electron-updater'
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js'
import { z } from 'zod'
import { UpdateProblem } from './problem'

/** An installer of some hundred MB fits; what is larger is no package of ours. */
const FILE_BYTES = 1024 ** 3

// semver.org's own expression
const semver =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$/

const file = z.object({
  // a plain name in the feed's own folder: no path, no other host, nothing that an address could mean otherwise
  url: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,199}$/),
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
  size: z.number().int().positive().max(FILE_BYTES),
  isAdminRightsRequired: z.boolean().optional()
})

// What is not named here does not reach the updater: `packages`, say, which would fetch from elsewhere.
const description = z.object({
  version: z.string().max(64).regex(semver),
  files: z.array(file).min(1).max(20),
  releaseDate: z.string().max(64).optional(),
  stagingPercentage: z.number().int().min(0).max(100).optional(),
  minimumSystemVersion: z.string().max(64).optional()
})

/** The name of the description for a machine, as electron-builder writes it. */
export function descriptionName(platform: NodeJS.Platform, arch: string): string {
  if (platform === 'win32') return 'latest.yml'
  if (platform === 'darwin') return 'latest-mac.yml'
  return arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`
}

/** Reads a description whose signature was good; throws UpdateProblem (`signature`) for what is not exactly one. */
export function parseDescription(name: string, content: Uint8Array): UpdateInfo {
  const unreadable = () => new UpdateProblem('signature', `${name} is signed but cannot be read`)
  let raw: unknown
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
    raw = parseUpdateInfo(text, name, new URL('file:///'))
  } catch {
    // its message repeats the whole text
    throw unreadable()
  }
  const parsed = description.safeParse(raw)
  const [first] = parsed.data?.files ?? []
  if (!parsed.success || first === undefined) throw unreadable()
  const { version, files, releaseDate = '', stagingPercentage, minimumSystemVersion } = parsed.data
  return {
    version,
    files: files.map(({ url, sha512, size, isAdminRightsRequired = false }) => {
      return { url, sha512, size, isAdminRightsRequired }
    }),
    path: first.url,
    sha512: first.sha512,
    releaseDate,
    ...(stagingPercentage !== undefined && { stagingPercentage }),
    ...(minimumSystemVersion !== undefined && { minimumSystemVersion })
  }
}

export function isPrerelease(version: string): boolean {
  return semver.exec(version)?.[4] !== undefined
}
