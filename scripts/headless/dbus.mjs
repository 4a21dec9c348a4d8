// A D-Bus session of our own and, on request, a gnome-keyring in it whose login collection is unlocked.
import { spawnSync } from 'node:child_process'
import { startHelper } from './children.mjs'
import { firstLine } from './first-line.mjs'

const PASSWORD = 'for this test run only'
const READY_MS = 10_000

/** Starts a session bus. Answers `{ env, stop }`. Services that the bus starts by itself end with it. */
export async function startBus(env) {
  const args = ['--session', '--nofork', '--nopidfile', '--print-address']
  const child = startHelper('dbus-daemon', args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const address = await firstLine(child, child.stdout, 'dbus-daemon')
  return { env: { DBUS_SESSION_BUS_ADDRESS: address }, stop: child.stop }
}

/** Starts a gnome-keyring on the bus of `env` and waits until it offers its secrets. Answers `{ stop }`. */
export async function startKeyring(env) {
  const child = startHelper('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env,
    stdio: ['pipe', 'ignore', 'pipe']
  })
  let complaint = ''
  let ended = false
  child.stderr.on('data', (part) => (complaint += part))
  child.once('error', (error) => (complaint += error.message))
  child.once('exit', () => (ended = true))
  child.stdin.on('error', () => {})
  child.stdin.end(PASSWORD)
  const until = Date.now() + READY_MS
  while (!isUnlocked(env)) {
    if (ended || child.pid === undefined || Date.now() > until) {
      await child.stop()
      throw new Error(`gnome-keyring-daemon did not start\n${complaint}`.trim())
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { stop: child.stop }
}

/** Whether the bus's secret service is there and its login collection is open. */
function isUnlocked(env) {
  const bus = ['org.freedesktop.DBus', '/org/freedesktop/DBus']
  // Asked first, because a message to a service that is not there yet makes the bus start one of its own.
  const owned = call(env, ...bus, 'org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets')
  if (!owned.includes('boolean true')) return false
  const login = ['org.freedesktop.secrets', '/org/freedesktop/secrets/collection/login']
  const property = ['string:org.freedesktop.Secret.Collection', 'string:Locked']
  return call(env, ...login, 'org.freedesktop.DBus.Properties.Get', ...property).includes('boolean false')
}

/** One call on the session bus: its printed reply, empty when it failed. */
function call(env, service, object, method, ...args) {
  const options = ['--session', '--print-reply', '--reply-timeout=2000', `--dest=${service}`]
  return spawnSync('dbus-send', [...options, object, method, ...args], { env, encoding: 'utf8' }).stdout ?? ''
}
