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
    env: { ...process.env, ...packages.env, TESSERA_UPDATE_FEED: feed.url, TESSERA_UPDATE_KEYS: key.text }
  })
  started.push(child)
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => { printed += String(part); console.log(child.pid, String(part).trim()) })
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
  console.log('L86', Date.now() % 100000)
  const version = '99.0.0'
  console.log('L87', Date.now() % 100000)
  const content = await packages.appImage(version)
  console.log('L88', Date.now() % 100000)
  const release: Description = { version, file: `tessera-test-${version}.AppImage`, content }
  console.log('L89', Date.now() % 100000)
  const page = await start(packages.program, packages.userData)
  console.log('L90', Date.now() % 100000)
  const before = readFileSync(packages.program, 'utf8')
  console.log('L91', Date.now() % 100000)
  const { installed, way, mode } = await view(page)
  console.log('L92', Date.now() % 100000)
  expect({ way, mode }).toEqual({ way: 'self', mode: 'automatic' })

  console.log('L94', Date.now() % 100000)
  const stopped = async (spoil: () => void, state: Partial<UpdateStep>) => {
    feed.files.clear()
    feed.publish(release, key)
    spoil()
    await check(page)
    await becomes(page, state)
    expect(await install(page)).toMatchObject({ ok: false, error: { kind: 'conflict', reason: 'no-update' } })
    expect(readFileSync(packages.program, 'utf8')).toBe(before)
  }
  console.log('L103', Date.now() % 100000)
  await stopped(() => feed.files.clear(), { step: 'failed', why: 'unreachable' })
  console.log('L104', Date.now() % 100000)
  await stopped(() => feed.files.delete(`${ownName}.sig`), { step: 'failed', why: 'signature' })
  console.log('L105', Date.now() % 100000)
  await stopped(() => feed.publish(release, foreign), { step: 'failed', why: 'signature' })
  console.log('L106', Date.now() % 100000)
  await stopped(() => feed.publish({ ...release, version: '0.0.1' }, key), {
    step: 'failed',
    why: 'downgrade',
    version: '0.0.1'
  })
  console.log('L111', Date.now() % 100000)
  await stopped(() => feed.publish({ ...release, version: installed }, key), { step: 'current' })
  console.log('L112', Date.now() % 100000)
  await stopped(() => feed.publish({ ...release, more: 'stagingPercentage: 0\n' }, key), { step: 'current' })
  console.log('L113', Date.now() % 100000)
  const damaged = { step: 'failed', why: 'damaged', version } as const
  console.log('L114', Date.now() % 100000)
  await stopped(() => feed.files.set(release.file, Buffer.from(content).fill('x', 20, 21)), damaged)
  console.log('L115', Date.now() % 100000)
  await stopped(() => feed.files.set(release.file, content.subarray(0, 50)), damaged)
  console.log('L116', Date.now() % 100000)
  await stopped(
    () => feed.files.set(release.file, (response) => response.end(content.subarray(0, 50))),
    damaged
  )
  // one that was signed for another file
  console.log('L121', Date.now() % 100000)
  await stopped(
    () => {
      const description = feed.files.get(ownName) as Buffer
      feed.files.set(`${ownName}.sig`, Buffer.from(signatureLine(key, 'latest.yml', description)))
    },
    { step: 'failed', why: 'signature' }
  )

  console.log('L129', Date.now() % 100000)
  feed.publish(release, key)
  // another user's beside it, over the same downloads
  console.log('L131', Date.now() % 100000)
  const second = await start(packages.otherProgram, join(packages.folder, 'other-user'))
  console.log('L132', Date.now() % 100000)
  await Promise.all([check(page), check(second)])
  for (const one of [page, second])
    await expect.poll(async () => (await view(one)).state.step).toMatch(/^(ready|failed)$/)
  // what is ready is installed with the quitting, and nothing is started
  console.log('L136', Date.now() % 100000)
  await check(second)
  console.log('L137', Date.now() % 100000)
  await becomes(second, { step: 'ready', version })
  console.log('L138', Date.now() % 100000)
  await ended(started.pop())
  console.log('L139', Date.now() % 100000)
  expect(readFileSync(packages.otherProgram, 'utf8')).toBe(content.toString())
  console.log('L140', Date.now() % 100000)
  expect(await packages.said()).toEqual({ printed: '', pid: undefined })

  console.log('L142', Date.now() % 100000)
  await check(page)
  console.log('L143', Date.now() % 100000)
  await becomes(page, { step: 'ready', version })

  console.log('L145', Date.now() % 100000)
  const userId = seedStories[0]?.userId ?? ''
  console.log('L146', Date.now() % 100000)
  const search = page.getByRole('searchbox', { name: 'Find a user' })
  console.log('L147', Date.now() % 100000)
  await search.fill(userId)
  console.log('L148', Date.now() % 100000)
  await search.press('Enter')
  console.log('L149', Date.now() % 100000)
  await expect(page.getByRole('region', { name: 'User' })).toBeVisible()
  console.log('L150', Date.now() % 100000)
  expect(await install(page)).toMatchObject({ ok: false, error: { kind: 'conflict', reason: 'call-open' } })
  console.log('L151', Date.now() % 100000)
  expect(readFileSync(packages.program, 'utf8')).toBe(before)
  console.log('L152', Date.now() % 100000)
  const caller = { tenantId: practiceTenantId, userId }
  console.log('L153', Date.now() % 100000)
  await page.evaluate((user) => window.tessera.invoke('call.close', user), caller)

  console.log('L155', Date.now() % 100000)
  const [first] = started
  console.log('L156', Date.now() % 100000)
  const left = first && once(first, 'exit')
  // the window goes before it can answer
  console.log('L158', Date.now() % 100000)
  await install(page).catch(() => undefined)
  console.log('L159', Date.now() % 100000)
  await left
  console.log('L160', Date.now() % 100000)
  expect(readFileSync(packages.program, 'utf8')).toBe(content.toString())

  console.log('L162', Date.now() % 100000)
  const restarted = await usable(async () => (await packages.said()).printed)
  console.log('L163', Date.now() % 100000)
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
