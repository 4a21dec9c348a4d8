import { posix, win32 } from 'node:path'

export interface Installation {
  platform: NodeJS.Platform
  isPackaged: boolean
  execPath: string
  resourcesPath: string
  env: Readonly<Record<string, string | undefined>>
  /** the text of a small file; undefined where there is none */
  read(path: string): string | undefined
  exists(path: string): boolean
}

/** What this Tessera was installed from, as far as it left traces. */
export function packageKind(installation: Installation): string {
  const { platform, isPackaged, execPath, resourcesPath, env, read, exists } = installation
  if (!isPackaged) return 'not packaged: runs from its checkout'
  switch (platform) {
    case 'linux': {
      if (env['APPIMAGE'] !== undefined) return 'AppImage'
      // electron-builder notes it there for its updater
      const noted = read(posix.join(resourcesPath, 'package-type'))?.trim()
      return noted !== undefined && /^[a-z0-9-]{1,20}$/.test(noted) ? noted : 'archive (unpacked by hand)'
    }
    case 'win32': {
      const folder = win32.dirname(execPath)
      const product = win32.basename(execPath, '.exe')
      if (exists(win32.join(folder, `Uninstall ${product}.exe`))) return 'NSIS installer'
      const programs = [env['ProgramFiles'], env['ProgramFiles(x86)']].filter((place) => place !== undefined)
      const isInPrograms = programs.some((place) =>
        folder.toLowerCase().startsWith(`${place.toLowerCase()}\\`)
      )
      return isInPrograms ? 'MSI' : 'archive (unpacked by hand)'
    }
    case 'darwin':
      return execPath.startsWith('/Applications/') ? 'application in /Applications' : 'application elsewhere'
    default:
      return 'unknown'
  }
}
