import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { UpdateWay } from '../../shared/updates'

/** What this installation shows of how it came here. */
export interface Installation {
  platform: NodeJS.Platform
  /** the AppImage that this program runs out of, and whether the user may replace it; undefined outside of one */
  appImage: { replaceable: boolean } | undefined
  /** a package manager's mark lies beside the app (deb, rpm) */
  packaged: boolean
  /** the uninstaller of the per-user or per-machine installer lies beside the program; an MSI has none */
  uninstaller: boolean
}

/** Who replaces this installation by a newer one. */
export function wayOf(installation: Installation, hasFeed: boolean): UpdateWay {
  if (!hasFeed) return 'none'
  const { platform, appImage, packaged, uninstaller } = installation
  if (platform === 'darwin') return 'self'
  if (platform === 'win32') return uninstaller ? 'self' : 'outside'
  return appImage?.replaceable === true && !packaged ? 'self' : 'outside'
}

/**
 * Whether the quitting can put in place what lies ready. Not on macOS: Squirrel needs longer than quitting may take, and what it was
 * given before nobody takes from it again (updaters.ts).
 */
export const installsOnQuit = (platform: NodeJS.Platform): boolean => platform !== 'darwin'

export interface Surroundings {
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  execPath: string
  resourcesPath: string
}

/** Looks at the disk; never throws. */
export function installationOf({ platform, env, execPath, resourcesPath }: Surroundings): Installation {
  return {
    platform,
    appImage: platform === 'linux' ? appImageOf(env, execPath) : undefined,
    packaged: platform === 'linux' && existsSync(join(resourcesPath, 'package-type')),
    uninstaller: platform === 'win32' && hasUninstaller(dirname(execPath))
  }
}

/** A program that is started out of another AppImage inherits its variables: they count only where this program lies in it. */
function appImageOf(env: Surroundings['env'], execPath: string): Installation['appImage'] {
  const { APPIMAGE: file, APPDIR: mounted } = env
  if (!file || !mounted) return undefined
  const inside = relative(mounted, execPath)
  if (inside === '' || inside.startsWith('..')) return undefined
  return { replaceable: isWritable(file) && isWritable(dirname(file)) }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function hasUninstaller(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => /^uninstall .+\.exe$/i.test(name))
  } catch {
    return false
  }
}
