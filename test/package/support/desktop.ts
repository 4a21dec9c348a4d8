// A desktop for the ordinary user: display, session bus, unlocked keyring, keyboard, and the bus that assistive technology is on.
import { execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { ownDisplay } from '../../e2e/support/displays'
import { asUser, type OrdinaryUser } from './ordinary-user'
import { ScreenReader } from './screen-reader'

export interface Desktop {
  readonly user: OrdinaryUser
  /** all that a program of this desktop gets */
  readonly env: Record<string, string>
  readonly reader: ScreenReader
  /** Presses keys such as `ctrl+k`, one after the other, wherever the focus is. */
  keys(...names: string[]): Promise<void>
  type(text: string): Promise<void>
  /** The title of the window that has the keyboard; empty where none has. */
  focused(): Promise<string>
  /** Takes the keyboard away from every window. */
  blur(): Promise<void>
  stop(): Promise<void>
}

// the bus as long as the input is open; the keyring leaves with the bus
const session = `printf %s "for this test only" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
printf '%s\\n' "$DBUS_SESSION_BUS_ADDRESS"
cat >/dev/null`

/** Starts it. Everything of it runs as the user but the display, which only holders of its cookie can open. */
export async function startDesktop(user: OrdinaryUser): Promise<Desktop> {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-user-desktop-'))
  const display = await ownDisplay()
  const own = (...paths: string[]) => spawnSync('chown', [`${user.uid}:${user.gid}`, ...paths])
  const [runtime, cookies] = [join(folder, 'run'), join(folder, 'cookies')]
  await mkdir(runtime, { mode: 0o700 })
  await copyFile(display.env['XAUTHORITY'] ?? '', cookies)
  own(folder, runtime, cookies)
  const plain = {
    HOME: user.home,
    USER: user.name,
    LOGNAME: user.name,
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'C.UTF-8',
    XDG_RUNTIME_DIR: runtime,
    DISPLAY: display.env['DISPLAY'] ?? '',
    XAUTHORITY: cookies,
    // as a desktop does that has assistive technology switched on; for Chromium this is all it looks for
    ACCESSIBILITY_ENABLED: '1'
  }
  const bus = spawn(...asUser(user, plain, ['dbus-run-session', '--', 'sh', '-c', session]), {
    stdio: ['pipe', 'pipe', 'ignore']
  })
  const [address] = (await once(createInterface(bus.stdout), 'line')) as [string]
  // a container has no system bus, about which Chromium would complain
  const env = { ...plain, DBUS_SESSION_BUS_ADDRESS: address, DBUS_SYSTEM_BUS_ADDRESS: address }
  const reader = await ScreenReader.start(user, env, folder)
  const xdotool = async (...words: string[]) =>
    (await promisify(execFile)(...asUser(user, env, ['xdotool', ...words]))).stdout.trim()

  return {
    user,
    env,
    reader,
    keys: async (...names) => void (await xdotool('key', ...names)),
    type: async (text) => void (await xdotool('type', '--', text)),
    focused: () => xdotool('getwindowfocus', 'getwindowname').catch(() => ''),
    blur: async () => {
      // the root window is nobody's
      const root = await xdotool('search', '--maxdepth', '0', '')
      await xdotool('windowfocus', root.split('\n')[0] ?? '')
    },
    stop: async () => {
      await reader.stop()
      const gone = once(bus, 'exit')
      bus.stdin.end()
      await gone
      await display.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  }
}
