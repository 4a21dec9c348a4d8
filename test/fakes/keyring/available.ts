import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Why no real keyring can be started on this machine; undefined when one can. For tests that skip themselves and say so. */
export function whyNoKeyring(): string | undefined {
  if (process.platform !== 'linux')
    return `a private keyring can only be started on Linux, not on ${process.platform}`
  const missing = ['dbus-daemon', 'dbus-monitor', 'dbus-send', 'gnome-keyring-daemon'].filter(
    (command) => !findCommand(command)
  )
  return missing.length === 0 ? undefined : `not installed: ${missing.join(', ')}`
}

/** The command's full path, or undefined. */
export function findCommand(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return folders.map((folder) => join(folder, name)).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
