import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBus, type Bus, type BusWatch } from './bus'
import { findCommand } from './available'
import { startHelper, untilReady, type Helper } from './helper-process'

const password = 'for this test only'
const service = 'org.freedesktop.secrets'
const login = '/org/freedesktop/secrets/collection/login'

/** A real gnome-keyring with a session bus and a home of its own. */
export interface Keyring {
  /** Lay this over the environment of the process under test. */
  env: Record<string, string>
  /** Locks the login collection; only `restart` unlocks it again. */
  lock(): Promise<void>
  /** SIGSTOP: calls hang. */
  freeze(): Promise<void>
  thaw(): void
  /** SIGKILL. With `activation` the bus starts a new, locked one at the next call. */
  kill(): Promise<void>
  /** Ends the daemon where one runs and starts it again: unlocked, with what it had stored. */
  restart(): Promise<void>
  /** The accounts that have an entry under that service name, sorted; the keyring must be unlocked. */
  accounts(serviceName: string): Promise<string[]>
  /** Counts from now on how often anybody looks entries up; answers the count so far. */
  countLookUps(): Promise<() => number>
  /** Ends everything and removes the home; may be called twice. */
  stop(): Promise<void>
}

export interface KeyringOptions {
  /** false: a bus without any keyring (default true) */
  service?: boolean
  /** the bus starts a keyring that is missing, as on a desktop (default false: a killed one stays dead) */
  activation?: boolean
  /** locked collections ask for their password in a window that nobody answers (default false: there is no window) */
  prompter?: boolean
}

/** Starts it, unlocked. Ask `whyNoKeyring` first. Needs no display, and touches nothing of this user’s. */
export async function startKeyring(options: KeyringOptions = {}): Promise<Keyring> {
  const home = await mkdtemp(join(tmpdir(), 'tessera-keyring-'))
  const runtime = join(home, 'run')
  await mkdir(runtime, { mode: 0o700 })
  const own = {
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache')
  }
  const helperEnv = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8', ...own }
  const bus = await startBus(home, helperEnv, services(options))
  const env = { ...own, DBUS_SESSION_BUS_ADDRESS: bus.address }
  const watches: BusWatch[] = []
  let daemon: Helper | undefined
  let frozen: number | undefined

  const start = async () => {
    daemon = startHelper(
      'gnome-keyring-daemon',
      ['--foreground', '--unlock', '--components=secrets'],
      { ...helperEnv, ...env },
      password
    )
    await untilReady(daemon, 'gnome-keyring-daemon', async () => (await isLocked(bus)) === false)
  }
  const thaw = () => {
    if (frozen !== undefined) signal(frozen, 'SIGCONT')
    frozen = undefined
  }
  const kill = async () => {
    const pid = await pidOf(bus)
    if (pid !== undefined) signal(pid, 'SIGKILL')
    frozen = undefined
    await daemon?.kill()
    daemon = undefined
    const until = Date.now() + 5_000
    while (pid !== undefined && (await pidOf(bus)) === pid && Date.now() < until) await pause(10)
  }

  const keyring: Keyring = {
    env,
    lock: async () => {
      const method = 'org.freedesktop.Secret.Service.Lock'
      await bus.call(service, '/org/freedesktop/secrets', method, `array:objpath:${login}`)
      if ((await isLocked(bus)) !== true) throw new Error('the keyring could not be locked')
    },
    freeze: async () => {
      frozen = await pidOf(bus)
      if (frozen === undefined) throw new Error('there is no keyring to freeze')
      signal(frozen, 'SIGSTOP')
    },
    thaw,
    kill,
    restart: async () => {
      await kill()
      await start()
    },
    accounts: (serviceName) => accountsOf(bus, serviceName),
    countLookUps: async () => {
      const watch = await bus.watch('org.freedesktop.Secret.Service', 'SearchItems')
      watches.push(watch)
      return watch.count
    },
    stop: async () => {
      await Promise.all(watches.splice(0).map((watch) => watch.stop()))
      await kill()
      await bus.stop()
      await rm(home, { recursive: true, force: true, maxRetries: 5 })
    }
  }
  if (options.service === false) return keyring
  try {
    await start()
  } catch (error) {
    await keyring.stop()
    throw error
  }
  return keyring
}

/** An environment in which no session bus can be found or started. */
export function noBusEnv(): Record<string, string> {
  const nowhere = join(tmpdir(), 'tessera-no-such-folder')
  // an empty DISPLAY keeps libdbus from starting a bus by itself
  return { DBUS_SESSION_BUS_ADDRESS: `unix:path=${nowhere}/bus`, XDG_RUNTIME_DIR: nowhere, DISPLAY: '' }
}

function services(options: KeyringOptions): Record<string, string> {
  const daemon = findCommand('gnome-keyring-daemon')
  return {
    ...(options.activation && daemon
      ? { [service]: `${daemon} --start --foreground --components=secrets` }
      : {}),
    // it never takes the name, so the bus keeps the keyring waiting for it
    ...(options.prompter ? { 'org.gnome.keyring.SystemPrompter': '/bin/sleep 300' } : {})
  }
}

async function isLocked(bus: Bus): Promise<boolean | undefined> {
  // asked first, because a message to a service that is missing makes the bus start it
  if ((await pidOf(bus)) === undefined) return undefined
  const property = ['string:org.freedesktop.Secret.Collection', 'string:Locked']
  const reply = await bus.call(service, login, 'org.freedesktop.DBus.Properties.Get', ...property)
  return reply === undefined ? undefined : reply.includes('boolean true')
}

/** Asked as libsecret asks: by attributes, of which keytar uses `service` and `account`. */
async function accountsOf(bus: Bus, serviceName: string): Promise<string[]> {
  const method = 'org.freedesktop.Secret.Service.SearchItems'
  const wanted = `dict:string:string:service,${serviceName}`
  const reply = await bus.call(service, '/org/freedesktop/secrets', method, wanted)
  if (reply === undefined) throw new Error('the keyring did not answer')
  const items = [...reply.matchAll(/object path "([^"]+)"/g)].map(([, path]) => path ?? '')
  const property = ['string:org.freedesktop.Secret.Item', 'string:Attributes']
  const accounts = await Promise.all(
    items.map(async (item) => {
      const attributes = await bus.call(service, item, 'org.freedesktop.DBus.Properties.Get', ...property)
      return attributes?.match(/string "account"\s+string "([^"]*)"/)?.[1] ?? `unreadable: ${item}`
    })
  )
  return accounts.sort()
}

async function pidOf(bus: Bus): Promise<number | undefined> {
  const method = 'org.freedesktop.DBus.GetConnectionUnixProcessID'
  const reply = await bus.call('org.freedesktop.DBus', '/org/freedesktop/DBus', method, `string:${service}`)
  const pid = reply?.match(/uint32 (\d+)/)?.[1]
  return pid === undefined ? undefined : Number(pid)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // it is gone
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
