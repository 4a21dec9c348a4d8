import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readCliOptions } from '../../../src/simulator/cli-options'

describe('the options', () => {
  it.each([
    [[], { port: 8790, json: false, empty: false }],
    [['--json'], { port: 0, json: true, empty: false }],
    [['--port', '9000', '--empty'], { port: 9000, json: false, empty: true }],
    [['--json', '--count', '25'], { port: 0, json: true, empty: false, count: 25 }]
  ])('%j', (args, expected) => {
    expect(readCliOptions(args)).toEqual(expected)
  })

  it.each([
    [['--port', 'x'], /number from 0 to 65535/],
    [['--port', '70000'], /number from 0 to 65535/],
    [['--port=-1'], /number from 0 to 65535/],
    [['--port=1.5'], /number from 0 to 65535/],
    [['--port'], /argument missing/],
    [['--json', '--count', '0'], /number from 1 to 500/],
    [['--json', '--count', '501'], /number from 1 to 500/],
    [['--count', '2'], /goes with --json and without --port/],
    [['--json', '--port', '9000', '--count', '2'], /goes with --json and without --port/],
    [['--loud'], /Unknown option/],
    [['extra'], /Unexpected argument/]
  ])('refuses %j', (args, message) => {
    expect(() => readCliOptions(args)).toThrow(message)
  })
})

// built as the product builds it, which also shows that it needs nothing but Node
describe('the command', () => {
  let folder: string
  let child: ChildProcess | undefined
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tessera-practice-'))
    const entry = fileURLToPath(new URL('../../../src/simulator/cli.ts', import.meta.url))
    await build({
      configFile: false,
      logLevel: 'error',
      build: { ssr: entry, outDir: folder, emptyOutDir: true }
    })
  })
  afterEach(() => {
    child?.kill('SIGKILL')
  })
  afterAll(() => rm(folder, { recursive: true }))

  const start = (
    ...args: string[]
  ): { lines: AsyncIterator<string>; ended: Promise<number | null>; errors: () => string } => {
    const process_ = spawn(process.execPath, [join(folder, 'cli.js'), ...args])
    child = process_
    let errors = ''
    process_.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    const ended = new Promise<number | null>((resolve) => process_.on('exit', resolve))
    return { lines: createInterface(process_.stdout)[Symbol.asyncIterator](), ended, errors: () => errors }
  }

  it('prints one line of JSON, serves, and stops on SIGTERM', async () => {
    const { lines, ended } = start('--json')
    const line = await lines.next()
    const told = JSON.parse(line.value as string) as Record<string, string>
    for (const name of [
      'clientId',
      'clientSecret',
      'appId',
      'redirectUri',
      'managementClientId',
      'managementClientSecret',
      'controlToken'
    ]) {
      expect(told[name]).toEqual(expect.any(String))
    }
    const reply = await fetch(`${told['url']}/oidc/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: told['clientId'] ?? '',
        client_secret: told['clientSecret'] ?? ''
      })
    })
    expect(reply.status).toBe(200)
    child?.kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  it('is many tenants at once, each with people and clients of its own', async () => {
    const { lines, ended } = start('--json', '--empty', '--count', '3')
    const told = JSON.parse((await lines.next()).value as string) as Record<string, string>[]
    expect(new Set(told.map(({ url }) => url)).size).toBe(3)
    expect(new Set(told.map(({ clientSecret }) => clientSecret)).size).toBe(3)
    const statuses = await Promise.all(
      told.map(async ({ url, clientId = '', clientSecret = '' }, index) => {
        const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
        // each takes its own secret only
        const wrong = index === 2 ? { client_secret: told[0]?.['clientSecret'] ?? '' } : {}
        const body = new URLSearchParams({ ...form, ...wrong })
        return (await fetch(`${url}/oidc/token`, { method: 'POST', body })).status
      })
    )
    expect(statuses).toEqual([200, 200, 401])
    child?.kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  it('tells a person what to enter', async () => {
    const { lines } = start('--port', '0')
    let text = ''
    while (!text.includes('Add tenant')) text += `${(await lines.next()).value as string}\n`
    expect(text).toMatch(/API host +http:\/\/127\.0\.0\.1:\d+\n/)
    expect(text).toMatch(/Client secret +[\w-]{32} /)
  })

  it('says why it did not start', async () => {
    const { ended, errors } = start('--port', 'x')
    expect(await ended).toBe(1)
    expect(errors()).toBe('The practice tenant did not start: --port must be a number from 0 to 65535\n')
  })
})
