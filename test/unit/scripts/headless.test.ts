import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasDisplay, withDesktop } from '../../../scripts/headless.mjs'
import { run } from '../../../scripts/headless/run.mjs'
import { findCommand, projectRoot } from '../../../scripts/setup/project.mjs'

const linux = process.platform === 'linux'
const tools = ['Xvfb', 'dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'].every((name) => findCommand(name))
const quiet = { stdio: 'ignore' as const }

const secretService = [
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.DBus',
  '/org/freedesktop/DBus',
  'org.freedesktop.DBus.NameHasOwner',
  'string:org.freedesktop.secrets'
]

/** Whether the process is still there and not only waiting to be reaped. */
function isRunning(pid: number): boolean {
  const file = `/proc/${pid}/stat`
  return existsSync(file) && !readFileSync(file, 'utf8').includes(') Z ')
}

describe.runIf(linux)('a display', () => {
  it.each([
    [{}, false],
    [{ DISPLAY: ':1' }, true],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, true],
    [{ DISPLAY: '' }, false]
  ])('with %o is there: %s', (env, expected) => {
    expect(hasDisplay(env)).toBe(expected)
  })
})

describe.runIf(linux && tools)('a desktop of our own', () => {
  const options = { display: true, keyring: true }

  it('has a display, a home, a session and a keyring, and leaves nothing behind', async () => {
    const seen = await withDesktop(options, async (env) => {
      expect(existsSync(env['HOME']!)).toBe(true)
      const bus = await run('dbus-send', secretService, { ...quiet, env })
      return { env, bus: bus.code }
    })
    expect(seen.bus).toBe(0)
    expect(seen.env['DISPLAY']).toMatch(/^:\d+$/)
    expect(existsSync(seen.env['HOME']!)).toBe(false)
    expect(existsSync(`/tmp/.X11-unix/X${seen.env['DISPLAY']!.slice(1)}`)).toBe(false)
    const afterwards = await run('dbus-send', secretService, { ...quiet, env: seen.env })
    expect(afterwards.code).not.toBe(0)
  })

  it('can be there several times at once', async () => {
    const displays: (string | undefined)[] = []
    let allAreThere = (): void => undefined
    const untilAll = new Promise<void>((resolve) => (allAreThere = resolve))
    const hold = async (env: NodeJS.ProcessEnv) => {
      if (displays.push(env['DISPLAY']) === 3) allAreThere()
      // one that has ended leaves its number to the next
      await untilAll
    }
    await Promise.all([1, 2, 3].map(() => withDesktop({ display: true }, hold)))
    expect(new Set(displays).size).toBe(3)
  })

  it('is cleaned up when its use fails', async () => {
    let home = ''
    const failing = withDesktop(options, (env) => {
      home = env['HOME']!
      throw new Error('in the middle')
    })
    await expect(failing).rejects.toThrow('in the middle')
    expect(existsSync(home)).toBe(false)
  })

  it('ends with us on SIGTERM, with what runs in it', async () => {
    const script = join(projectRoot, 'scripts', 'headless.mjs')
    const command = ['--keyring', '--', 'sh', '-c', 'echo $$ $HOME; sleep 60']
    const child = spawn(process.execPath, [script, ...command], { stdio: ['ignore', 'pipe', 'ignore'] })
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const [pid = '', home = ''] = line.toString().trim().split(' ')
    expect(isRunning(Number(pid))).toBe(true)
    child.kill('SIGTERM')
    const [code] = (await once(child, 'exit')) as [number]
    expect(code).toBe(143)
    await expect.poll(() => isRunning(Number(pid))).toBe(false)
    expect(existsSync(home)).toBe(false)
  })
})

describe.runIf(process.platform !== 'win32')('running a command', () => {
  it('answers its exit code', async () => {
    expect(await run('sh', ['-c', 'exit 7'], quiet)).toEqual({ code: 7, timedOut: false })
  })

  it('hands over its output whole', async () => {
    let output = ''
    const onOutput = (text: string) => (output += text)
    await run('sh', ['-c', 'seq 20000; echo end >&2'], { stdio: ['ignore', 'pipe', 'pipe'], onOutput })
    expect(output).toContain('20000\n')
    expect(output).toContain('end\n')
  })

  it('ends what takes too long, with its children', async () => {
    let output = ''
    const onOutput = (text: string) => (output += text)
    const stubborn = 'trap "" TERM; sleep 60 & echo $!; wait'
    const { timedOut } = await run('sh', ['-c', stubborn], {
      stdio: ['ignore', 'pipe', 'ignore'],
      onOutput,
      timeoutMs: 400
    })
    expect(timedOut).toBe(true)
    await expect.poll(() => isRunning(Number(output))).toBe(false)
  })

  it('fails when the command is not there', async () => {
    const outcome = await run('no-such-command-here', [], quiet).then(
      ({ code }) => code,
      () => 'could not be started'
    )
    expect(outcome).not.toBe(0)
  })
})
