import { accessSync, constants, mkdirSync } from 'node:fs'

/**
 * Makes the folder of the app's own files. Answers the system's code where it cannot be made or written: Electron would then take the
 * lock for another instance's, and the start would end as if one were running.
 */
export function openOwnFolder(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
    return undefined
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  }
}
