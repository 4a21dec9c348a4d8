// One test for each item of Electron's security checklist (docs/tutorial/security), named after it, plus what the checklist
// does not ask. The page is treated as hostile: what runs in `evaluate` is what an injected script could do.
//
// 19. "Check which fuses you can change" applies to packages only: a development Electron keeps its fuses, because
// Playwright needs the inspector. The package tests look at them.
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import { launchTessera, type Tessera } from './app'

// one app for all: every test leaves it as it was
test.describe.configure({ mode: 'default' })

let tessera: Tessera
let page: Page
let outside: Server
let outsideUrl: string
const outsideHits: string[] = []

test.beforeAll(async () => {
  outside = createServer((request, response) => {
    outsideHits.push(`${request.method} ${request.url}`)
    response.setHeader('access-control-allow-origin', '*')
    response.end('ok')
  })
  await new Promise<void>((done) => outside.listen(0, '127.0.0.1', done))
  outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`
  tessera = await launchTessera()
  page = tessera.page
})
test.afterAll(async () => {
  await tessera.close()
  await new Promise((done) => outside.close(done))
})
test.afterEach(async () => {
  expect(page.url()).toBe('app://tessera/index.html')
  expect(outsideHits).toEqual([])
})

/** The preferences that Electron really uses for the window. */
const preferences = () =>
  tessera.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>
    }
    return contents.getLastWebPreferences()
  })

/** How many pages there are in the app, windows and others. */
const pages = () => tessera.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)

/** Status and headers of an address as the window's session gets it, without the page's policy in between. */
const request = (address: string) =>
  tessera.app.evaluate(async ({ session }, address) => {
    try {
      const response = await session.fromPartition('tessera').fetch(address)
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await response.text()
      }
    } catch (error) {
      return { refused: error instanceof Error ? error.message : 'refused' }
    }
  }, address)

test('1. Only load secure content', async () => {
  const loaded = await page.evaluate(() => performance.getEntries().map((entry) => entry.name))
  const addresses = loaded.filter((name) => name.includes(':'))
  expect(addresses.length).toBeGreaterThan(1)
  expect(addresses.filter((address) => !address.startsWith('app://tessera/'))).toEqual([])

  const tries = await page.evaluate(async (url) => {
    const outcome = async (what: () => Promise<unknown>) =>
      what().then(
        () => 'done',
        () => 'refused'
      )
    const element = (tag: string, attributes: Record<string, string>) =>
      outcome(
        () =>
          new Promise((resolve, reject) => {
            const made = document.createElement(tag)
            made.addEventListener('load', resolve)
            made.addEventListener('error', reject)
            for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
            document.head.append(made)
          })
      )
    const socket = (make: () => EventTarget) =>
      outcome(
        () =>
          new Promise((resolve, reject) => {
            const made = make()
            made.addEventListener('open', resolve)
            made.addEventListener('error', reject)
          })
      )
    return {
      fetch: await outcome(() => fetch(url)),
      fetchWithoutCors: await outcome(() => fetch(url, { mode: 'no-cors' })),
      beacon: await outcome(async () => navigator.sendBeacon(url) || Promise.reject(new Error('refused'))),
      xhr: await outcome(
        () =>
          new Promise((resolve, reject) => {
            const xhr = new XMLHttpRequest()
            xhr.onload = resolve
            xhr.onerror = reject
            xhr.open('GET', url)
            xhr.send()
          })
      ),
      image: await element('img', { src: `${url}/a.png` }),
      style: await element('link', { rel: 'stylesheet', href: `${url}/a.css` }),
      font: await outcome(() => new FontFace('x', `url(${url}/a.woff2)`).load()),
      socket: await socket(() => new WebSocket(url.replace('http', 'ws'))),
      events: await socket(() => new EventSource(url))
    }
  }, outsideUrl)
  // a beacon's answer only says that it was queued: the server's count tells
  expect({ ...tries, beacon: 'refused' }).toEqual(
    Object.fromEntries(Object.keys(tries).map((name) => [name, 'refused']))
  )

  for (const address of [outsideUrl, 'https://example.com/', 'file:///etc/hostname', 'ftp://example.com/']) {
    const answer = await request(address)
    expect(answer.status ?? 403, address).toBe(403)
  }
})

test('2. Do not enable Node.js integration for remote content', async () => {
  expect(await preferences()).toMatchObject({
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false
  })
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'exports', 'global', 'Buffer', '__dirname', 'electron'].filter(
      (name) => name in window
    )
  )
  expect(found).toEqual([])
})

test('3. Enable Context Isolation', async () => {
  expect(await preferences()).toMatchObject({ contextIsolation: true })
  const answer = await page.evaluate(async () => {
    const has = Set.prototype.has
    try {
      // in one shared context this would make every name pass the preload's check
      Set.prototype.has = () => true
      return await window.tessera.invoke('nonsense' as 'app.state', null)
    } finally {
      Set.prototype.has = has
    }
  })
  expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid-input' } })

  const bridge = await page.evaluate(() => {
    const { invoke } = window.tessera
    const attempts: Record<string, boolean> = {}
    const attempt = (name: string, change: () => void) => {
      try {
        change()
      } catch {
        // refused loudly
      }
      attempts[name] = window.tessera.invoke === invoke
    }
    attempt('a function is replaced', () => Object.assign(window.tessera, { invoke: () => 1 }))
    attempt('the bridge is replaced', () => Object.assign(window, { tessera: { invoke: () => 1 } }))
    attempt('the bridge is defined anew', () => Object.defineProperty(window, 'tessera', { value: {} }))
    attempt('the bridge is removed', () => Reflect.deleteProperty(window, 'tessera'))
    return { attempts, frozen: Object.isFrozen(window.tessera) }
  })
  expect(bridge.frozen).toBe(true)
  expect(Object.values(bridge.attempts)).toEqual([true, true, true, true])
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
  const answers = await page.evaluate(async () => {
    const state = (name: string) =>
      navigator.permissions.query({ name: name as PermissionName }).then(
        (status) => status.state,
        () => 'unknown'
      )
    const refused = (ask: () => Promise<unknown> | undefined) =>
      Promise.resolve()
        .then(ask)
        .then(
          (value) => (value === undefined ? 'refused' : 'granted'),
          () => 'refused'
        )
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'clipboard-read',
      'midi',
      'persistent-storage'
    ]
    const location = new Promise((resolve, reject) =>
      navigator.geolocation.getCurrentPosition(resolve, reject)
    )
    return {
      states: await Promise.all(names.map(state)),
      location: await refused(() => location),
      notification: await Notification.requestPermission(),
      media: await refused(() => navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
      screen: await refused(() => navigator.mediaDevices.getDisplayMedia()),
      clipboard: await refused(() => navigator.clipboard.readText()),
      midi: await refused(() => navigator.requestMIDIAccess()),
      devices: ['usb', 'hid', 'serial', 'bluetooth'].filter((name) => name in navigator)
    }
  })
  expect(answers).toEqual({
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
  const read = await page.evaluate(async () => {
    const frame = document.createElement('iframe')
    // a sandboxed frame has an origin of its own: without webSecurity its document could be read
    frame.setAttribute('sandbox', 'allow-scripts')
    document.body.append(frame)
    const readable = frame.contentDocument !== null
    frame.remove()
    return readable
  })
  expect(read).toBe(false)
})

test('7. Define a Content Security Policy', async () => {
  const policy = (await request('app://tessera/index.html')).headers?.['content-security-policy'] ?? ''
  expect(policy).toMatch(/default-src 'none'.*script-src 'self'.*connect-src 'none'/)
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
  const nonces = await Promise.all([request('app://tessera/'), request('app://tessera/')])
  expect(nonces[0].headers?.['content-security-policy']).not.toBe(
    nonces[1].headers?.['content-security-policy']
  )

  const ran = await page.evaluate(async () => {
    const marks = window as unknown as Record<string, unknown>
    const violated = new Set<string>()
    const note = (event: SecurityPolicyViolationEvent) => violated.add(event.effectiveDirective)
    document.addEventListener('securitypolicyviolation', note)
    const attempt = (act: () => void) => {
      try {
        act()
      } catch {
        // refused loudly
      }
    }
    // the debugger allows eval while it evaluates: leave its stack first
    await new Promise((resolve) => setTimeout(resolve))
    attempt(() => (0, eval)('window.ranEval = 1'))
    attempt(() => new Function('window.ranFunction = 1')())
    attempt(() => void setTimeout('window.ranTimeout = 1' as unknown as () => void))
    attempt(() => (document.createElement('div').innerHTML = '<img src=x onerror="window.ranHtml=1">'))
    attempt(() => document.write('<script>window.ranWrite=1</script>'))
    attempt(() => {
      const script = document.createElement('script')
      script.append('window.ranInline = 1')
      document.head.append(script)
    })
    attempt(() => {
      const image = document.createElement('img')
      image.setAttribute('onerror', 'window.ranHandler = 1')
      image.setAttribute('src', 'data:image/png;base64,AA==')
      document.body.append(image)
    })
    attempt(() => {
      const link = document.createElement('a')
      link.setAttribute('href', 'javascript:window.ranLink=1')
      document.body.append(link)
      link.click()
    })
    const style = document.createElement('style')
    style.append('body { outline: 7px solid red }')
    document.head.append(style)
    const styled = document.createElement('p')
    styled.setAttribute('style', 'outline: 7px solid red')
    document.body.append(styled)
    const base = document.createElement('base')
    base.href = 'https://example.com/'
    document.head.append(base)
    await new Promise((resolve) => setTimeout(resolve, 300))
    document.removeEventListener('securitypolicyviolation', note)
    return {
      scripts: Object.keys(marks).filter((name) => name.startsWith('ran')),
      outlines: [document.body, styled].map((element) => getComputedStyle(element).outlineWidth),
      base: document.baseURI,
      violated: [...violated].sort()
    }
  })
  expect(ran.scripts).toEqual([])
  expect(ran.outlines).not.toContain('7px')
  expect(ran.base).toBe('app://tessera/index.html')
  expect(ran.violated).toEqual(
    expect.arrayContaining(['base-uri', 'require-trusted-types-for', 'style-src-attr'])
  )
})

test('8. Do not enable allowRunningInsecureContent', async () => {
  expect(await preferences()).toMatchObject({ allowRunningInsecureContent: false })
})

test('9. Do not enable experimental features', async () => {
  expect(await preferences()).toMatchObject({ experimentalFeatures: false })
  const enabled = await tessera.app.evaluate(({ app }) =>
    ['enable-experimental-web-platform-features', 'enable-features'].filter((name) =>
      app.commandLine.hasSwitch(name)
    )
  )
  expect(enabled).toEqual([])
})

test('10. Do not use enableBlinkFeatures', async () => {
  const { enableBlinkFeatures = '' } = await preferences()
  expect(enableBlinkFeatures).toBe('')
  expect(await tessera.app.evaluate(({ app }) => app.commandLine.hasSwitch('enable-blink-features'))).toBe(
    false
  )
})

test('11. Do not use allowpopups for WebViews', async () => {
  const before = await pages()
  const made = await page.evaluate(async () => {
    const view = document.createElement('webview')
    view.setAttribute('allowpopups', '')
    view.setAttribute('src', 'app://tessera/index.html')
    document.body.append(view)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const kind = view.constructor.name
    view.remove()
    return kind
  })
  // an element without a meaning: no page stands behind it
  expect(made).toBe('HTMLUnknownElement')
  expect(await pages()).toBe(before)
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
    outsideUrl,
    'https://example.com/',
    'file:///etc/hostname',
    'data:text/html,hello',
    'about:blank',
    'app://tessera/assets/other.html',
    'app://other/index.html',
    'chrome://gpu/',
    'blob:app://tessera/1'
  ]
  for (const target of targets) {
    await page.evaluate(async (target) => {
      const attempt = (act: () => void) => {
        try {
          act()
        } catch {
          // refused loudly
        }
      }
      attempt(() => (location.href = target))
      attempt(() => location.replace(target))
      const link = document.createElement('a')
      link.setAttribute('href', target)
      document.body.append(link)
      attempt(() => link.click())
      link.remove()
      const form = document.createElement('form')
      form.setAttribute('action', target)
      document.body.append(form)
      attempt(() => form.submit())
      form.remove()
      const meta = document.createElement('meta')
      meta.httpEquiv = 'refresh'
      meta.content = `0;url=${target}`
      document.head.append(meta)
      await new Promise((resolve) => setTimeout(resolve, 60))
      meta.remove()
    }, target)
    expect(page.url(), target).toBe('app://tessera/index.html')
  }

  const mark = await page.evaluate(async () => {
    Object.assign(window, { stillHere: true })
    location.reload()
    await new Promise((resolve) => setTimeout(resolve, 100))
    return 'stillHere' in window
  })
  expect(mark).toBe(true)
})

test('13. Disable or limit navigation: what is dropped on the window', async () => {
  expect(await preferences()).toMatchObject({ navigateOnDragDrop: false })
  const debug = await page.context().newCDPSession(page)
  const data = {
    items: [{ mimeType: 'text/uri-list', data: `${outsideUrl}/` }],
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
  const opened = await page.evaluate(
    async (targets) => {
      const opened = targets.map((target) => window.open(target, '_blank') !== null)
      for (const target of targets) {
        const link = document.createElement('a')
        link.setAttribute('href', target)
        link.target = '_blank'
        document.body.append(link)
        link.click()
        link.dispatchEvent(new MouseEvent('click', { ctrlKey: true, bubbles: true }))
        link.dispatchEvent(new MouseEvent('auxclick', { button: 1, bubbles: true }))
        link.remove()
      }
      await new Promise((resolve) => setTimeout(resolve, 300))
      return opened
    },
    ['', 'about:blank', outsideUrl, 'app://tessera/index.html', 'file:///etc/hostname']
  )
  expect(opened).toEqual([false, false, false, false, false])
  expect(await pages()).toBe(before)
})

test('15. Do not use shell.openExternal with untrusted content', async () => {
  const opened = await tessera.app.evaluateHandle(({ shell }) => {
    const opened: string[] = []
    shell.openExternal = async (address) => void opened.push(address)
    return opened
  })
  const targets = [
    outsideUrl,
    'https://example.com/',
    'https://developer.transmitsecurity.com.example/',
    'https://developer.transmitsecurity.com/x',
    'file:///etc/hostname',
    'javascript:alert(1)',
    'ms-msdt:/id',
    'mailto:a@example.com'
  ]
  await page.evaluate((targets) => void targets.forEach((target) => window.open(target)), targets)
  await page.evaluate(() => void window.open('https://developer.transmitsecurity.com/'))
  expect(await opened.jsonValue()).toEqual(['https://developer.transmitsecurity.com/'])
})

test('16. Use a current version of Electron', async () => {
  const root = resolve(import.meta.dirname, '../..')
  const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, unknown>
  const pinned: string = (read('package.json')['devDependencies'] as Record<string, string>)['electron'] ?? ''
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
  const inFrame = await page.evaluate(async () => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const found = frame.contentWindow !== null && 'tessera' in frame.contentWindow
    frame.remove()
    return found
  })
  expect(inFrame).toBe(false)

  // our own window, its own channels, but another page in it
  const answers: unknown[] = []
  for (const address of ['about:blank', 'data:text/html,hello']) {
    answers.push(
      await tessera.app.evaluate(async ({ BrowserWindow }, address) => {
        const contents = BrowserWindow.getAllWindows()[0]!.webContents
        await contents.loadURL(address).catch(() => undefined)
        const answer: unknown = await contents.executeJavaScript("tessera.invoke('app.state', null)")
        await contents.loadURL('app://tessera/index.html')
        return answer
      }, address)
    )
  }
  const refusal = { ok: false, error: { kind: 'internal', detail: 'The sender is not Tessera’s window.' } }
  expect(answers).toEqual([refusal, refusal])
  expect(tessera.stderr()).toContain('app.state: refused, the sender is not our window')

  // another window with our very page and preload
  const other = await tessera.app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload, partition: 'tessera', sandbox: true }
      })
      await window.loadURL('app://tessera/index.html')
      const answer: unknown = await window.webContents.executeJavaScript("tessera.invoke('app.state', null)")
      window.destroy()
      return answer
    },
    resolve(import.meta.dirname, '../../out/preload/index.cjs')
  )
  expect(other).toMatchObject({ ok: false })
  await expect(page.getByRole('searchbox', { name: 'Find a user' })).toBeVisible()
})

test('18. Avoid usage of the file:// protocol and prefer usage of custom protocols', async () => {
  expect(await page.evaluate(() => [location.protocol, origin])).toEqual(['app:', 'app://tessera'])
  const hostile = [
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
    `app://tessera/${'a/'.repeat(5_000)}a.js`
  ]
  for (const address of hostile)
    expect(await request(address), address).toMatchObject({ status: 404, body: '' })
  // refused by the session before any file is thought of
  for (const address of [
    'app://other/index.html',
    'app://tessera.example/index.html',
    'app://tessera-evil/index.html'
  ]) {
    expect(await request(address), address).toHaveProperty('refused')
  }
  expect(await request('app://tessera/index.html')).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' }
  })
  const fetched = await page.evaluate(() =>
    fetch('app://tessera/../package.json').then(
      () => 'done',
      () => 'refused'
    )
  )
  expect(fetched).toBe('refused')
})

test('20. Do not expose Electron APIs to untrusted web content', async () => {
  const bridge = await page.evaluate(() =>
    Object.entries(window.tessera).map(([name, value]) => [name, typeof value])
  )
  expect(bridge).toEqual([
    ['invoke', 'function'],
    ['cancel', 'function'],
    ['on', 'function']
  ])

  const answers = await page.evaluate(async () => {
    const { invoke } = window.tessera
    const ask = (name: unknown, input: unknown, callId?: unknown) =>
      invoke(name as 'app.copy', input as { text: string }, callId as string).then(
        (answer) => (answer.ok ? 'done' : answer.error.kind),
        () => 'thrown'
      )
    const cycle: Record<string, unknown> = { text: 'x' }
    cycle['self'] = cycle
    return Promise.all([
      ask('nonsense', null),
      ask('__proto__', null),
      ask('constructor', null),
      ask('tessera:app.state', null),
      ask({ toString: () => 'app.state' }, null),
      ask(undefined, undefined),
      ask('app.copy', { text: () => 'x' }),
      ask('app.copy', new Map([['text', 'x']])),
      ask('app.copy', { text: 'x', extra: true }),
      ask('app.copy', { text: 5 }),
      ask('app.copy', cycle),
      ask('app.copy', { text: 'x' }, { id: 1 }),
      ask('app.copy', { text: 'x'.repeat(2_000_000) }),
      ask('user.read', { tenantId: 'practice', userId: 'u', url: 'https://example.com' })
    ])
  })
  expect(answers).toEqual(Array.from({ length: 14 }, () => 'invalid-input'))

  const received = page.evaluate(
    () =>
      new Promise<unknown[]>((resolve) => {
        const stop = window.tessera.on('app.menu', (...args: unknown[]) => {
          stop()
          resolve(args)
        })
      })
  )
  await tessera.app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items ?? []) ?? []
    items.find((item) => item.label.replaceAll('&', '') === 'Find a user')?.click()
  })
  // the payload alone: Electron's event object leads back to ipcRenderer
  expect(await received).toEqual([{ command: 'focus-search' }])

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

test('downloads are cancelled', async () => {
  const started = await tessera.app.evaluate(async ({ BrowserWindow, session }) => {
    let state = 'none'
    session.fromPartition('tessera').once('will-download', (event) => {
      state = event.defaultPrevented ? 'prevented' : 'started'
    })
    BrowserWindow.getAllWindows()[0]?.webContents.downloadURL('app://tessera/index.html')
    await new Promise((resolve) => setTimeout(resolve, 500))
    return state
  })
  expect(started).toBe('prevented')
})

test('the window’s session keeps nothing on disk', async () => {
  const storage = await tessera.app.evaluate(({ BrowserWindow }) => {
    const { session } = BrowserWindow.getAllWindows()[0]!.webContents
    return { persistent: session.isPersistent(), path: session.storagePath }
  })
  expect(storage).toEqual({ persistent: false, path: null })
})

test('a page of our own breaks none of these rules', async () => {
  const clean = await launchTessera()
  try {
    expect(clean.pageConsole().filter((line) => /^(error|warning|uncaught)/.test(line))).toEqual([])
  } finally {
    await clean.close()
  }
})
