import { UpdateProblem } from './problem'

/** The part of Electron's autoUpdater, on macOS, that is used. */
export interface Squirrel {
  on(event: string, listener: (error: Error) => void): unknown
  off(event: string, listener: (error: Error) => void): unknown
  checkForUpdates(): void
  quitAndInstall(): void
}

/**
 * Has Squirrel fetch the file, which electron-updater serves it on this computer, unpack it and check its signature. From then on it
 * lies staged, and whatever quitting comes installs it: nothing takes that back. Throws UpdateProblem (`install`), also where nothing
 * is heard within `limitMs`.
 */
export function handToSquirrel(squirrel: Squirrel, limitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (why?: string, cause?: Error) => {
      clearTimeout(timer)
      squirrel.off('update-downloaded', staged)
      squirrel.off('update-not-available', refused)
      squirrel.off('error', failed)
      if (why === undefined) resolve()
      else reject(new UpdateProblem('install', why, { cause }))
    }
    const staged = () => end()
    const refused = () => end('Squirrel found nothing to install')
    const failed = (error: Error) => end(`Squirrel: ${nameOf(error)}`, error)
    const timer = setTimeout(() => end('Squirrel did not answer'), limitMs)
    squirrel.on('update-downloaded', staged)
    squirrel.on('update-not-available', refused)
    squirrel.on('error', failed)
    try {
      squirrel.checkForUpdates()
    } catch (error) {
      failed(error instanceof Error ? error : new Error('unknown failure'))
    }
  })
}

/** Its domain and number; the message may hold a path. */
function nameOf(error: Error): string {
  const { domain, code } = error as Error & { domain?: unknown; code?: unknown }
  const words = [domain, code].flatMap((word) =>
    typeof word === 'string' || typeof word === 'number' ? String(word) : []
  )
  const plain = words.filter((word) => /^[\w.-]{1,60}$/.test(word))
  return plain.length === 0 ? 'unknown failure' : plain.join(' ')
}
