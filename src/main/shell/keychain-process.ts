import { utilityProcess } from 'electron'
import type { KeychainWorker } from '../keychain/worker-port'

// What the system keychain needs to find its service and its prompt; everything else of our environment stays here.
const wanted =
  /^(?:HOME|USER|LOGNAME|USERNAME|LANG|LANGUAGE|LC_\w+|TZ|PATH|DBUS_\w+|XDG_\w+|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|GNOME_KEYRING_CONTROL|SYSTEMROOT|WINDIR|APPDATA|LOCALAPPDATA|USERPROFILE|TEMP|TMP|TMPDIR)$/i

/** The part of the environment that the keychain worker gets. */
export function keychainEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(entries.filter(([name]) => wanted.test(name)))
}

/** Starts the worker in a process of its own, so that a keychain that hangs can be killed. Its output goes nowhere. */
export function forkKeychainWorker(file: string): KeychainWorker {
  const child = utilityProcess.fork(file, [], {
    serviceName: 'Tessera keychain',
    stdio: 'ignore',
    env: keychainEnvironment(process.env)
  })
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill()
  }
}
