import { win32 } from 'node:path'
import type { Installation } from '../updates/way'

export interface PackageTraces {
  isPackaged: boolean
  execPath: string
  env: Readonly<Record<string, string | undefined>>
  /** as the updater sees it, which goes by the same */
  installation: Installation
  /** what electron-builder noted beside the app for its updater; undefined where there is nothing */
  packageType: string | undefined
}

/** What this Tessera was installed from, as far as it left traces. */
export function packageKind({ isPackaged, execPath, env, installation, packageType }: PackageTraces): string {
  if (!isPackaged) return 'not packaged: runs from its checkout'
  switch (installation.platform) {
    case 'linux':
      return linuxKind(installation, packageType?.trim())
    case 'win32': {
      if (installation.uninstaller) return 'NSIS installer'
      const folder = win32.dirname(execPath)
      const programs = [env['ProgramFiles'], env['ProgramFiles(x86)']].filter((place) => place !== undefined)
      const isInPrograms = programs.some((place) =>
        folder.toLowerCase().startsWith(`${place.toLowerCase()}\\`)
      )
      return isInPrograms ? 'MSI' : unpacked
    }
    case 'darwin':
      return execPath.startsWith('/Applications/') ? 'application in /Applications' : 'application elsewhere'
    default:
      return 'unknown'
  }
}

const unpacked = 'archive (unpacked by hand)'

function linuxKind({ packaged, appImage }: Installation, noted: string | undefined): string {
  if (packaged)
    return noted !== undefined && /^[a-z0-9-]{1,20}$/.test(noted)
      ? noted
      : 'a package, whose kind cannot be read'
  if (appImage === undefined) return unpacked
  return appImage.replaceable ? 'AppImage' : 'AppImage, which this user may not replace'
}
