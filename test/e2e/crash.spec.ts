// kill -9 of the app in the middle of profile writes: what was saved before is there afterwards, and the app starts as ever.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { readdirSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { launchTessera, type Tessera } from './app'
import { alerts, goTo, tenantButton } from './support/screen'

/** test/unit/tenants/crash.test.ts does it thirty times, without a window. */
const rounds = 3
/** Rather many, so that a write takes a while. */
const others = 40

let folder: string
let running: Tessera | undefined
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tessera-crash-'))
})
const close = async () => {
  const closing = running
  running = undefined
  return closing?.close()
}
test.afterEach(async () => {
  await close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

const storedFile = () => readFile(join(folder, 'tenants.json'), 'utf8')
const labels = async () =>
  (JSON.parse(await storedFile()) as { profiles: { label: string }[] }).profiles.map(({ label }) => label)
/** Files of a write that was under way. */
const leftovers = () => readdirSync(folder).filter((name) => /^tenants\.json\.(?!broken)/.test(name))

/** Saves profiles one after the other; what main has acknowledged is said on the page's console. */
function save({ page }: Tessera, name: string, count = 1_000_000): Promise<void> {
  return page.evaluate(
    async ([name, count]) => {
      const rest = { environment: 'sandbox', apiHost: 'https://api.sbx.transmitsecurity.io' } as const
      const more = { clientId: 'client', colour: 'blue', defaultCountry: 'US' } as const
      for (let number = 0; number < count; number++) {
        const draft = { label: `${name} ${number}`, ...rest, ...more }
        const answer = await window.tessera.invoke('tenants.save', { draft, keep: 'session' })
        console.log(answer.ok ? `saved: ${draft.label}` : `refused: ${draft.label}`)
      }
    },
    [name, count] as const
  )
}

const savedBy = ({ pageConsole }: Tessera) =>
  pageConsole().flatMap((line) => line.split('log: saved: ').slice(1))

/** Lets the page save without end and kills the app at a moment when a write is under way. */
async function killInWrite(tessera: Tessera, name: string): Promise<void> {
  const writing = save(tessera, name).catch(() => undefined)
  const before = savedBy(tessera).length
  await expect.poll(() => savedBy(tessera).length).toBeGreaterThan(before + 2)
  const child = tessera.app.process()
  const gone = once(child, 'exit')
  const until = Date.now() + 2_000
  // looked at without a pause: a write lasts about a millisecond
  while (leftovers().length === 0 && Date.now() < until);
  child.kill('SIGKILL')
  await gone
  await writing
}

test('no profile that was saved is lost', async () => {
  const kept: string[] = []
  let inWrite = 0
  for (let round = 0; round < rounds; round++) {
    running = await launchTessera({ userData: folder })
    if (round === 0) {
      await save(running, 'Tenant', others)
      expect(savedBy(running)).toHaveLength(others)
    }
    await killInWrite(running, `Round ${round}: number`)
    if (leftovers().length > 0) inWrite += 1
    kept.push(...savedBy(running))
    const found = await labels()
    expect(kept.filter((label) => !found.includes(label))).toEqual([])
  }
  // else no kill met a write and nothing was shown
  expect(inWrite).toBeGreaterThan(0)

  running = await launchTessera({ userData: folder })
  const { page } = running
  await expect(alerts(page)).toHaveCount(0)
  await expect(tenantButton(page)).toContainText(`Round ${rounds - 1}: number`)
  // the menu draws the first of many only
  await goTo(page, 'Settings')
  const rows = page.getByRole('list', { name: 'Tenants', exact: true }).getByRole('listitem')
  await expect(rows.filter({ hasText: /(Tenant|Round) \d/ })).toHaveCount((await labels()).length)
  expect((await readdir(folder)).filter((name) => name.includes('broken'))).toEqual([])
  expect(leftovers()).toEqual([])
})
