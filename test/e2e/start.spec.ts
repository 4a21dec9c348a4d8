import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { launchTessera, type Tessera } from './app'
import { runToItsEnd } from './support/electron'
import { alerts, button, searchBox, tenantButton } from './support/screen'

const runIn = (folder: string, ...args: string[]) => runToItsEnd(`--user-data-dir=${folder}`, ...args)

const makeFolder = () => mkdtemp(join(tmpdir(), 'tessera-start-'))
const removeFolder = (folder: string) => rm(folder, { recursive: true, force: true, maxRetries: 5 })

test.describe('a start', () => {
  test.describe.configure({ mode: 'default' })

  let folder: string
  let first: Tessera
  test.beforeAll(async () => {
    folder = await makeFolder()
    first = await launchTessera({ userData: folder })
  })
  test.afterAll(async () => {
    await first?.close()
    await removeFolder(folder)
  })

  test('the first start opens the practice tenant, says that it is ready, and the box has the focus', async () => {
    const { page, stdout } = first
    expect(stdout()).toMatch(/^Tessera is ready: Practice tenant, \d+ ms$/m)
    expect(stdout().match(/is ready/g)).toHaveLength(1)
    await expect(searchBox(page)).toBeFocused()
    await expect(searchBox(page)).toHaveValue('')
    await expect(tenantButton(page)).toHaveAccessibleDescription('Practice tenant Contoso shop Practice')
    await expect(page.getByRole('heading', { name: 'Find a caller in Practice tenant' })).toBeVisible()
    await expect(alerts(page)).toHaveCount(0)
  })

  test('a second start brings the first window to the front and ends', async () => {
    const { app } = first
    const isVisible = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
    expect(await isVisible()).toBe(false)
    const { code, stdout, stderr } = await runIn(folder)
    expect(code).toBe(0)
    expect(stderr).toContain('Tessera: is running already: its window comes to the front')
    expect(stdout).not.toContain('is ready')
    await expect.poll(isVisible).toBe(true)
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  test('--smoke says that it is ready, saves a picture of the window and quits with 0', async () => {
    const picture = join(folder, 'smoke.png')
    const { code, stdout } = await runIn(join(folder, 'another'), `--smoke=${picture}`)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Tessera is ready: Practice tenant, \d+ ms$/m)
    const seen = await first.app.evaluate(({ nativeImage }, picture) => {
      const image = nativeImage.createFromPath(picture)
      const { width, height } = image.getSize()
      const shades = (part: Electron.Rectangle) => {
        const pixels = image.crop(part).toBitmap()
        return new Set(Array.from({ length: pixels.length / 4 }, (_, at) => pixels.readUInt32LE(at * 4))).size
      }
      return {
        width,
        height,
        tenant: shades({ x: 10, y: 5, width: 300, height: 45 }),
        screen: shades({ x: 220, y: 60, width: width - 220, height: 400 })
      }
    }, picture)
    expect(seen.width).toBeGreaterThanOrEqual(900)
    expect(seen.height).toBeGreaterThanOrEqual(600)
    // text has many shades, an empty frame has one or two: the tenant and the screen are in the picture
    expect(seen.tenant).toBeGreaterThan(20)
    expect(seen.screen).toBeGreaterThan(20)
  })

  // the last one: the page is another one afterwards
  test('Enter in the box of the first paint counts, before the page’s own script is there', async () => {
    const { page } = first
    await page.addInitScript(() => {
      const watch = new MutationObserver(() => {
        const box = document.querySelector('input')
        if (box === null) return
        watch.disconnect()
        box.value = 'ana.lopez@example.com'
        box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
      })
      watch.observe(document, { childList: true, subtree: true })
    })
    await page.reload()
    await expect(page.getByRole('region', { name: 'User', exact: true })).toContainText('Ana López')
  })
})

test.describe('another start', () => {
  let folder: string
  let open: Tessera | undefined
  test.beforeEach(async () => {
    folder = await makeFolder()
  })
  test.afterEach(async () => {
    await open?.close()
    open = undefined
    await removeFolder(folder)
  })

  test('what is typed before the app is ready is not lost', async () => {
    open = await launchTessera({ userData: folder, ready: false })
    const { page } = open
    await searchBox(page).focus()
    await page.keyboard.type('ana.lopez@example.com')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: 'User', exact: true })).toContainText('Ana López')
  })

  const profile = {
    id: 'kept',
    label: 'Contoso',
    environment: 'production',
    apiHost: 'https://api.transmitsecurity.io',
    clientId: 'client',
    colour: 'green',
    defaultCountry: 'US',
    secretStored: false
  }
  /** Which files are no use, and what is kept of them: test/unit/storage/json-file.test.ts and tenants/profile-store.test.ts. */
  test('a tenants.json that has one damaged profile is set aside untouched, like the updater’s note, and the agent is told', async () => {
    const profiles = [profile, { ...profile, id: 'lost', label: 'Fabrikam', apiHost: 5 }]
    const content = JSON.stringify({ version: 1, profiles })
    await writeFile(join(folder, 'tenants.json'), content)
    await writeFile(join(folder, 'update-attempt.json'), '{')
    open = await launchTessera({ userData: folder })
    const { page } = open
    await expect(alerts(page)).toHaveCount(2)
    await expect(alerts(page).first()).toContainText('A settings file could not be used')
    await expect(alerts(page).last()).toContainText('It was kept as update-attempt.json.broken-')
    await expect(alerts(page).first()).toContainText(
      /1 of its 2 tenant profiles \(“Fabrikam”\) could not be read; the others were kept\. It was kept as tenants\.json\.broken-/
    )
    const [copy, ...more] = (await readdir(folder)).filter((name) => name.startsWith('tenants.json.broken-'))
    expect(more).toEqual([])
    expect(copy).toMatch(/^tenants\.json\.broken-\d{4}-\d\d-\d\dT/)
    expect(await readFile(join(folder, copy ?? ''), 'utf8')).toBe(content)
    await expect(tenantButton(page)).toContainText('Practice tenant')
    await tenantButton(page).click()
    await expect(page.getByRole('menuitem')).toHaveText([
      /Contoso/,
      'Practice tenant',
      'Add tenant',
      'Manage tenants'
    ])
    await page.keyboard.press('Escape')
    await button(alerts(page).first(), 'Dismiss').click()
    await expect(alerts(page)).toHaveCount(1)
    await button(alerts(page), 'Dismiss').click()
    await expect(alerts(page)).toHaveCount(0)
  })
})
