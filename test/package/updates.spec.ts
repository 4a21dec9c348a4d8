import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { chromium, expect, type Page, test } from 'playwright/test'
import type { TesseraBridge } from '../../src/shared/contract'
import { practiceTenantId } from '../../src/shared/practice-tenant'
import type { UpdateStep } from '../../src/shared/updates'
import { seedStories } from '../../src/simulator/seed'
import {
  type Description,
  feedKey,
  type LoopbackFeed,
  ownName,
  signatureLine,
  startFeed
} from '../unit/updates/signed-feed'
import { type UpdatePackages, updatePackages } from './support/update-packages'

declare global {
  interface Window {
    readonly tessera: TesseraBridge
  }
}

const key = feedKey()
const foreign = feedKey()
let feed: LoopbackFeed
let packages: UpdatePackages
const started: ChildProcess[] = []

test.beforeAll(async () => {
  feed = await startFeed()
  packages = await updatePackages()
})
test.afterAll(async () => {
  for (const child of started) await ended(child)
  const { pid } = await packages.said()
  if (pid !== undefined) {
    try {
      process.kill(pid)
    } catch {
      // it has ended
    }
    await gone(pid)
  }
  await packages.remove()
  await feed.stop()
})

/** Starts the AppImage of the first version. */
async function start(program: string, userData: string): Promise<Page> {
  const args = [`--user-data-dir=${userData}`, '--disable-gpu', '--remote-debugging-port=0']
  if (process.getuid?.() === 0) args.push('--no-sandbox')
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...packages.env,
      TESSERA_UPDATE_FEED: feed.url,
      TESSERA_UPDATE_KEYS: key.text,
      TESSERA_UPDATE_AGAIN_MS: '100'
    }
  })
  started.push(child)
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (printed += String(part)))
  return usable(async () => printed)
}

/** The window of an app once it can be used: Chromium says how a debugger reaches it. */
async function usable(printed: () => Promise<string>): Promise<Page> {
  await expect.poll(printed, { timeout: 30_000 }).toMatch(/^Tessera is ready: /m)
  const browser = await chromium.connectOverCDP(/ws:\/\/\S+/.exec(await printed())?.[0] ?? 'no debugger')
  const [page] = browser.contexts().flatMap((context) => context.pages())
  if (page === undefined) throw new Error(`no window: ${await printed()}`)
  return page
}

const check = (page: Page) => page.evaluate(() => window.tessera.invoke('updates.check', null))
const install = (page: Page) => page.evaluate(() => window.tessera.invoke('updates.install', null))
const view = async (page: Page) => {
  const answer = await page.evaluate(() => window.tessera.invoke('updates.view', null))
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value
}
const becomes = (page: Page, step: Partial<UpdateStep>) =>
  expect.poll(async () => (await view(page)).state).toMatchObject(step)

test('A becomes B, through whatever is wrong with the feed, and not during a call', async () => {
  const version = '99.0.0'
  const content = await packages.appImage(version)
  const release: Description = { version, file: `tessera-test-${version}.AppImage`, content }
  const page = await start(packages.program, packages.userData)
  const before = readFileSync(packages.program, 'utf8')
  const { installed, way, mode } = await view(page)
  expect({ way, mode }).toEqual({ way: 'self', mode: 'automatic' })

  const stopped = async (spoil: () => void, state: Partial<UpdateStep>) => {
    feed.files.clear()
    feed.publish(release, key)
    spoil()
    await check(page)
    await becomes(page, state)
    expect(await install(page)).toMatchObject({ ok: false, error: { kind: 'conflict', reason: 'no-update' } })
    expect(readFileSync(packages.program, 'utf8')).toBe(before)
  }
  await stopped(() => feed.files.clear(), { step: 'failed', why: 'unreachable' })
  await stopped(() => feed.files.delete(`${ownName}.sig`), { step: 'failed', why: 'signature' })
  await stopped(() => feed.publish(release, foreign), { step: 'failed', why: 'signature' })
  await stopped(() => feed.publish({ ...release, version: '0.0.1' }, key), {
    step: 'failed',
    why: 'downgrade',
    version: '0.0.1'
  })
  await stopped(() => feed.publish({ ...release, version: installed }, key), { step: 'current' })
  await stopped(() => feed.publish({ ...release, more: 'stagingPercentage: 0\n' }, key), { step: 'current' })
  const damaged = { step: 'failed', why: 'damaged', version } as const
  await stopped(() => feed.files.set(release.file, Buffer.from(content).fill('x', 20, 21)), damaged)
  await stopped(() => feed.files.set(release.file, content.subarray(0, 50)), damaged)
  await stopped(
    () => feed.files.set(release.file, (response) => response.end(content.subarray(0, 50))),
    damaged
  )
  // one that was signed for another file
  await stopped(
    () => {
      const description = feed.files.get(ownName) as Buffer
      feed.files.set(`${ownName}.sig`, Buffer.from(signatureLine(key, 'latest.yml', description)))
    },
    { step: 'failed', why: 'signature' }
  )

  feed.publish(release, key)
  // another user's beside it, over the same downloads
  const second = await start(packages.otherProgram, join(packages.folder, 'other-user'))
  await Promise.all([check(page), check(second)])
  for (const one of [page, second])
    await expect.poll(async () => (await view(one)).state.step).toMatch(/^(ready|failed)$/)
  // what is ready is installed with the quitting, and nothing is started
  await check(second)
  await becomes(second, { step: 'ready', version })
  await ended(started.pop())
  expect(readFileSync(packages.otherProgram, 'utf8')).toBe(content.toString())
  expect(await packages.said()).toEqual({ printed: '', pid: undefined })

  await check(page)
  await becomes(page, { step: 'ready', version })

  const userId = seedStories[0]?.userId ?? ''
  const search = page.getByRole('searchbox', { name: 'Find a user' })
  await search.fill(userId)
  await search.press('Enter')
  await expect(page.getByRole('region', { name: 'User' })).toBeVisible()
  expect(await install(page)).toMatchObject({ ok: false, error: { kind: 'conflict', reason: 'call-open' } })
  expect(readFileSync(packages.program, 'utf8')).toBe(before)
  const caller = { tenantId: practiceTenantId, userId }
  await page.evaluate((user) => window.tessera.invoke('call.close', user), caller)

  const [first] = started
  const left = first && once(first, 'exit')
  // the window goes with it, perhaps before it has the answer
  const answer = await install(page).catch(() => undefined)
  if (answer !== undefined) expect(answer).toMatchObject({ ok: true, value: { state: { step: 'ready' } } })
  await left
  expect(readFileSync(packages.program, 'utf8')).toBe(content.toString())

  // with the switches of the first start: the same folder, and a debugger may ask it
  const restarted = await usable(async () => (await packages.said()).printed)
  expect(await view(restarted)).toMatchObject({ installed: version, way: 'self' })
})

/** Ends an app as a session does that logs out. */
async function ended(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill()
  await exit
}

async function gone(pid: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      process.kill(pid, 0)
    } catch {
      return
    }
    await pause(100)
  }
  process.kill(pid, 'SIGKILL')
}
