// One test for each item of Electron's security checklist (docs/tutorial/security), named after it, plus what it does not ask.
// 19. "Check which fuses you can change" has none: fuses belong to packages, which this project does not build yet.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import { launchTessera, type Tessera } from './app'
import * as hostile from './hostile-page'
import { electronPreferences, pageCount, requestInSession } from './inspect'
import { startOutsideServer, type OutsideServer } from './outside-server'
import { complaints } from './support/console'

// one app for all: every test leaves it as it was
test.describe.configure({ mode: 'default' })

const home = 'app://tessera/index.html'
const root = resolve(import.meta.dirname, '../..')
let tessera: Tessera
let page: Page
let outside: OutsideServer

test.beforeAll(async () => {
  outside = await startOutsideServer()
  tessera = await launchTessera()
  page = tessera.page
})
test.afterAll(async () => {
  await tessera.close()
  await outside.stop()
})
test.afterEach(async () => {
  expect(page.url()).toBe(home)
  expect(outside.connections()).toBe(0)
})

const preferences = () => electronPreferences(tessera.app)
const pages = () => pageCount(tessera.app)
const request = (address: string) => requestInSession(tessera.app, address)

// the first one: the others try to break them
test('Our own page breaks none of these rules', () => {
  expect(complaints(tessera)).toEqual([])
})

test('1. Only load secure content', async () => {
  const used = await page.evaluate(() =>
    [...document.querySelectorAll('script, link, img')].map(
      (element) => (element as HTMLImageElement).src || (element as HTMLLinkElement).href
    )
  )
  expect(used.length).toBeGreaterThan(1)
  expect(used.filter((address) => !address.startsWith('app://tessera/'))).toEqual([])

  const tries = await page.evaluate(hostile.loadFromOutside, outside.url)
  expect(Object.entries(tries).filter(([, outcome]) => outcome !== 'refused')).toEqual([])
  expect(Object.keys(tries).length).toBeGreaterThan(8)

  for (const address of [outside.url, 'https://example.com/', 'ftp://example.com/', 'file:///etc/hostname']) {
    expect(['refused', 403], address).toContain((await request(address)).status)
  }
})

test('2. Do not enable Node.js integration for remote content', async () => {
  expect(await preferences()).toMatchObject({ nodeIntegration: false, nodeIntegrationInSubFrames: false })
  const names = ['require', 'process', 'module', 'exports', 'global', 'Buffer', '__dirname', 'electron']
  expect(await page.evaluate((names) => names.filter((name) => name in window), names)).toEqual([])
})

test('3. Enable Context Isolation', async () => {
  expect(await preferences()).toMatchObject({ contextIsolation: true })
  const answer = await page.evaluate(async () => {
    const { has } = Set.prototype
    try {
      // in one shared context this would let every name pass the preload's check
      Set.prototype.has = () => true
      return await window.tessera.invoke('nonsense' as 'app.state', null)
    } finally {
      Set.prototype.has = has
    }
  })
  expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid-input' } })
  expect(await page.evaluate(hostile.tamperWithBridge)).toEqual([true, true, true, true, true])
})

test('4. Enable process sandboxing', async () => {
  expect(await preferences()).toMatchObject({ sandbox: true })
  // Chromium has no sandbox as root: the system's side of it shows only for an ordinary user
  if (process.platform !== 'linux' || process.getuid?.() === 0) return
  const pid = await tessera.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId()
  )
  expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m)
})

test('5. Handle session permission requests from remote content', async () => {
  expect(await page.evaluate(hostile.askForPermissions)).toEqual({
    states: Array.from({ length: 7 }, () => 'denied'),
    location: 'refused',
    notification: 'denied',
    media: 'refused',
    screen: 'refused',
    clipboard: 'refused',
    midi: 'refused',
    devices: []
  })
})

test('6. Do not disable webSecurity', async () => {
  expect(await preferences()).toMatchObject({ webSecurity: true })
  const readable = await page.evaluate(() => {
    const frame = document.createElement('iframe')
    // a sandboxed frame has an origin of its own: without webSecurity its document could be read
    frame.setAttribute('sandbox', 'allow-scripts')
    document.body.append(frame)
    const readable = frame.contentDocument !== null
    frame.remove()
    return readable
  })
  expect(readable).toBe(false)
})

test('7. Define a Content Security Policy', async () => {
  const policies = (await Promise.all([request(home), request(home)])).map(
    ({ headers }) => headers['content-security-policy'] ?? ''
  )
  expect(policies[0]).toMatch(/default-src 'none'.*script-src 'self'.*connect-src 'none'/)
  expect(policies[0]).not.toMatch(/unsafe|\*|https?:/)
  expect(policies[0]).not.toBe(policies[1])

  const injected = await page.evaluate(hostile.injectCode)
  expect(injected.ran).toEqual([])
  expect(injected.outlines).not.toContain('7px')
  expect(injected.base).toBe(home)
  expect(injected.violated).toEqual(
    expect.arrayContaining(['base-uri', 'require-trusted-types-for', 'style-src-attr', 'style-src-elem'])
  )
})

test('8. Do not enable allowRunningInsecureContent', async () => {
  expect(await preferences()).toMatchObject({ allowRunningInsecureContent: false })
})

test('9. Do not enable experimental features', async () => {
  expect(await preferences()).toMatchObject({ experimentalFeatures: false })
  const enabled = await tessera.app.evaluate(({ app }) =>
    app.commandLine.hasSwitch('enable-experimental-web-platform-features')
  )
  expect(enabled).toBe(false)
})

test('10. Do not use enableBlinkFeatures', async () => {
  expect(await preferences()).toMatchObject({ enableBlinkFeatures: '' })
  expect(await tessera.app.evaluate(({ app }) => app.commandLine.hasSwitch('enable-blink-features'))).toBe(
    false
  )
})

test('11. Do not use allowpopups for WebViews', async () => {
  const before = await pages()
  const isView = await page.evaluate(async () => {
    const view = document.createElement('webview')
    view.setAttribute('allowpopups', '')
    view.setAttribute('src', 'app://tessera/index.html')
    document.body.append(view)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const isView = 'getWebContentsId' in view
    view.remove()
    return isView
  })
  // an element without a meaning: no page stands behind it
  expect([isView, await pages()]).toEqual([false, before])
})

test('12. Verify WebView options before creation', async () => {
  expect(await preferences()).toMatchObject({ webviewTag: false })
  const prevented = await tessera.app.evaluate(({ BrowserWindow }) => {
    let prevented = false
    const event = { preventDefault: () => (prevented = true) }
    BrowserWindow.getAllWindows()[0]?.webContents.emit('will-attach-webview', event, {}, {})
    return prevented
  })
  expect(prevented).toBe(true)
})

test('13. Disable or limit navigation', async () => {
  const targets = [
    outside.url,
    'https://example.com/',
    'file:///etc/hostname',
    'data:text/html,hello',
    'javascript:void(window.left = 1)',
    'app://tessera/assets/other.html',
    'app://other/index.html',
    'chrome://gpu/',
    'blob:app://tessera/1'
  ]
  await page.evaluate(() => Object.assign(window, { stillHere: true }))
  for (const target of targets) {
    await page.evaluate(hostile.leaveFor, target)
    expect(page.url(), target).toBe(home)
  }
  await page.evaluate(async () => {
    location.reload()
    await new Promise((resolve) => setTimeout(resolve, 100))
  })
  expect(await page.evaluate(() => ['stillHere' in window, 'left' in window])).toEqual([true, false])

  // about:blank needs no request and asks nobody: the way back is what can be had
  await page.evaluate(() => void setTimeout(() => (location.href = 'about:blank')))
  await page.waitForURL('about:blank')
  await page.waitForURL(home)
  await expect(page.getByRole('searchbox', { name: 'Find a user' })).toBeVisible()
})

test('13. Disable or limit navigation: what is dropped on the window', async () => {
  const debug = await page.context().newCDPSession(page)
  const data = {
    items: [{ mimeType: 'text/uri-list', data: `${outside.url}/` }],
    files: ['/etc/hostname'],
    dragOperationsMask: 1
  }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await debug.send('Input.dispatchDragEvent', { type, x: 400, y: 500, data })
  }
  await debug.detach()
  await expect(page.getByRole('searchbox', { name: 'Find a user' })).toBeVisible()
})

test('14. Disable or limit creation of new windows', async () => {
  const before = await pages()
  const targets = ['', 'about:blank', outside.url, home, 'file:///etc/hostname']
  expect(await page.evaluate(hostile.openWindows, targets)).toEqual(targets.map(() => false))
  expect(await pages()).toBe(before)
})

test('15. Do not use shell.openExternal with untrusted content', async () => {
  const opened = await tessera.app.evaluateHandle(({ shell }) => {
    const opened: string[] = []
    shell.openExternal = async (address) => void opened.push(address)
    return opened
  })
  await page.evaluate(hostile.openWindows, [
    outside.url,
    'https://example.com/',
    'https://developer.transmitsecurity.com.example/',
    'https://developer.transmitsecurity.com/x',
    'file:///etc/hostname',
    'javascript:alert(1)',
    'ms-msdt:/id',
    'mailto:a@example.com'
  ])
  await page.evaluate(() => void window.open('https://developer.transmitsecurity.com/'))
  expect(await opened.jsonValue()).toEqual(['https://developer.transmitsecurity.com/'])
})

test('16. Use a current version of Electron', async () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>
  }
  const pinned = manifest.devDependencies['electron'] ?? ''
  expect(pinned).toMatch(/^\d+\.\d+\.\d+$/)
  expect(Number(pinned.split('.')[0])).toBeGreaterThanOrEqual(45)

  const running = await tessera.app.evaluate(() => ({
    version: process.versions.electron,
    path: process.execPath
  }))
  // an older one runs only where the official one cannot be had, and is marked as not for packages
  if (running.version !== pinned) {
    expect(readFileSync(join(running.path, '../DEVELOPMENT-ONLY'), 'utf8')).not.toBe('')
  }
})

test('17. Validate the sender of all IPC messages', async () => {
  const inFrame = await page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const found = frame.contentWindow !== null && 'tessera' in frame.contentWindow
    frame.remove()
    return found
  })
  expect(inFrame).toBe(false)

  // our own window and its own channels, but another page in it
  const answer = await tessera.app.evaluate(async ({ BrowserWindow }, home) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents
    const listeners = contents.rawListeners('did-navigate') as (() => void)[]
    // keep the way home closed for a moment
    contents.removeAllListeners('did-navigate')
    await contents.loadURL('about:blank')
    const answer: unknown = await contents.executeJavaScript("tessera.invoke('app.state', null)")
    for (const listener of listeners) contents.on('did-navigate', listener)
    await contents.loadURL(home)
    return answer
  }, home)
  expect(answer).toEqual({
    ok: false,
    error: { kind: 'internal', detail: expect.stringContaining('sender') }
  })
  expect(tessera.stderr()).toContain('app.state: refused, the sender is not our window')

  // another window with our very page and preload
  const other = await tessera.app.evaluate(
    async ({ BrowserWindow }, { preload, home }) => {
      const webPreferences = { preload, partition: 'tessera', sandbox: true }
      const window = new BrowserWindow({ show: false, webPreferences })
      await window.loadURL(home)
      const answer: unknown = await window.webContents.executeJavaScript("tessera.invoke('app.state', null)")
      window.destroy()
      return answer
    },
    { preload: join(root, 'out/preload/index.cjs'), home }
  )
  expect(other).toMatchObject({ ok: false })
  await expect(page.getByRole('searchbox', { name: 'Find a user' })).toBeVisible()
})

test('18. Avoid usage of the file:// protocol and prefer usage of custom protocols', async () => {
  expect(await page.evaluate(() => [location.protocol, origin])).toEqual(['app:', 'app://tessera'])
  const addresses = [
    'app://tessera/../package.json',
    'app://tessera/../../package.json',
    'app://tessera/%2e%2e/%2e%2e/package.json',
    'app://tessera/..%2f..%2fpackage.json',
    'app://tessera/..%5c..%5cpackage.json',
    'app://tessera/assets/..%2f..%2f..%2fpackage.json',
    'app://tessera/../main/index.js',
    'app://tessera/../renderer-other/index.html',
    'app://tessera//etc/hostname',
    'app://tessera/index.html%00.js',
    'app://tessera/.git/config',
    'app://other/index.html',
    'app://tessera.example/index.html',
    'app://tessera-evil/index.html',
    `app://tessera/${'a/'.repeat(5_000)}a.js`
  ]
  for (const address of addresses)
    expect(await request(address), address).toMatchObject({ status: 404, body: '' })
  expect(await request(home)).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' }
  })
  const refused = await page.evaluate(() => fetch('app://tessera/../package.json').catch(() => 'refused'))
  expect(refused).toBe('refused')
})

test('20. Do not expose Electron APIs to untrusted web content', async () => {
  const bridge = await page.evaluate(() =>
    Object.entries(window.tessera).map(([name, part]) => [name, typeof part])
  )
  expect(Object.fromEntries(bridge)).toEqual({ invoke: 'function', cancel: 'function', on: 'function' })
  expect(new Set(await page.evaluate(hostile.callBadly))).toEqual(new Set(['invalid-input']))

  await page.evaluate(() => {
    const heard: unknown[][] = []
    Object.assign(window, { heard })
    window.tessera.on('app.menu', (...args: unknown[]) => heard.push(args))
  })
  await tessera.app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items ?? []) ?? []
    items.find((item) => item.label.replaceAll('&', '') === 'Find a user')?.click()
  })
  // the payload alone: Electron's event object leads back to ipcRenderer
  const heard = () => page.evaluate(() => (window as unknown as { heard: unknown[][] }).heard)
  await expect.poll(heard).toEqual([[{ command: 'focus-search' }]])

  const thrown = await page.evaluate(() => {
    try {
      window.tessera.on('ipc-message' as 'app.menu', () => undefined)
      return 'listening'
    } catch (error) {
      return error instanceof Error ? error.message : 'thrown'
    }
  })
  expect(thrown).toBe('There is no such event.')
})

test('Downloads are cancelled', async () => {
  const state = await tessera.app.evaluate(async ({ BrowserWindow, session }, home) => {
    let state = 'none'
    session.fromPartition('tessera').once('will-download', (event) => {
      state = event.defaultPrevented ? 'prevented' : 'started'
    })
    BrowserWindow.getAllWindows()[0]?.webContents.downloadURL(home)
    await new Promise((resolve) => setTimeout(resolve, 500))
    return state
  }, home)
  expect(state).toBe('prevented')
})

test('The window’s session keeps nothing on disk', async () => {
  const storage = await tessera.app.evaluate(({ BrowserWindow }) => {
    const { session } = BrowserWindow.getAllWindows()[0]!.webContents
    return { persistent: session.isPersistent(), path: session.storagePath }
  })
  expect(storage).toEqual({ persistent: false, path: null })
})
