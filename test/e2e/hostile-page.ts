// What an injected script would try. Every function runs in the page (`page.evaluate`): it may use nothing from outside itself.

/** Asks an outside server for something in every way a page can; answers which tries were refused. */
export async function loadFromOutside(url: string): Promise<Record<string, 'done' | 'refused'>> {
  const outcome = (what: () => Promise<unknown>): Promise<'done' | 'refused'> =>
    what().then(
      () => 'done',
      () => 'refused'
    )
  const events = (make: () => EventTarget, good: string) =>
    outcome(
      () =>
        new Promise((resolve, reject) => {
          const made = make()
          made.addEventListener(good, resolve)
          made.addEventListener('error', reject)
        })
    )
  const element = (tag: string, attributes: Record<string, string>) =>
    events(() => {
      const made = document.createElement(tag)
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
      document.head.append(made)
      return made
    }, 'load')
  const request = () =>
    events(() => {
      const made = new XMLHttpRequest()
      made.open('GET', url)
      made.send()
      return made
    }, 'load')
  // hints and beacons answer nothing: only the server can tell
  for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'prerender']) {
    const hint = document.createElement('link')
    hint.rel = rel
    hint.href = url
    document.head.append(hint)
  }
  navigator.sendBeacon(url, 'secret')
  const { host } = new URL(url)
  const peer = new RTCPeerConnection({
    iceServers: [
      { urls: [`turn:${host}?transport=tcp`, `stun:${host}`], username: 'secret', credential: 'secret' }
    ]
  })
  peer.createDataChannel('secret')
  void peer.createOffer().then((offer) => peer.setLocalDescription(offer))
  const tries = {
    fetch: await outcome(() => fetch(url)),
    'fetch without CORS': await outcome(() => fetch(url, { mode: 'no-cors' })),
    XMLHttpRequest: await request(),
    image: await element('img', { src: `${url}/a.png` }),
    script: await outcome(() => import(`${url}/a.js`)),
    'style sheet': await element('link', { rel: 'stylesheet', href: `${url}/a.css` }),
    font: await outcome(() => new FontFace('x', `url(${url}/a.woff2)`).load()),
    audio: await events(() => new Audio(`${url}/a.mp3`), 'canplay'),
    WebSocket: await events(() => new WebSocket(url.replace('http', 'ws')), 'open'),
    EventSource: await events(() => new EventSource(url), 'open'),
    worker: await events(() => new Worker(`${url}/worker.js`), 'message')
  }
  await new Promise((resolve) => setTimeout(resolve, 500))
  peer.close()
  return tries
}

/** Asks for permissions and devices; answers what came. */
export async function askForPermissions() {
  const state = (name: string) =>
    navigator.permissions.query({ name: name as PermissionName }).then(
      (status) => status.state,
      () => 'unknown'
    )
  const refused = (ask: () => Promise<unknown>) =>
    Promise.resolve()
      .then(ask)
      .then(
        () => 'granted',
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
  return {
    states: await Promise.all(names.map(state)),
    location: await refused(
      () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))
    ),
    notification: await Notification.requestPermission(),
    media: await refused(() => navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
    screen: await refused(() => navigator.mediaDevices.getDisplayMedia()),
    clipboard: await refused(() => navigator.clipboard.readText()),
    midi: await refused(() => navigator.requestMIDIAccess()),
    devices: ['usb', 'hid', 'serial', 'bluetooth'].filter((name) => name in navigator)
  }
}

/** Injects scripts, handlers, styles and a base address; answers what took effect and which rules were broken. */
export async function injectCode() {
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
  const append = (tag: string, attributes: Record<string, string>, text = '') => {
    const made = document.createElement(tag)
    attempt(() => {
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
    })
    attempt(() => made.append(text))
    document.body.append(made)
    return made
  }
  // the debugger allows eval while it evaluates: leave its stack first
  await new Promise((resolve) => setTimeout(resolve))
  attempt(() => (0, eval)('window.ranEval = 1'))
  attempt(() => new Function('window.ranFunction = 1')())
  attempt(() => void setTimeout('window.ranTimeout = 1' as unknown as () => void))
  attempt(() => (document.createElement('div').innerHTML = '<img src=x onerror="window.ranHtml=1">'))
  attempt(() => document.write('<script>window.ranWrite=1</script>'))
  const made = [
    append('script', {}, 'window.ranInline = 1'),
    append('img', { onerror: 'window.ranHandler = 1', src: 'data:image/png;base64,AA==' }),
    append('a', { href: 'javascript:window.ranLink=1' }),
    append('style', {}, 'body { outline: 7px solid red }'),
    append('p', { style: 'outline: 7px solid red' }),
    append('base', { href: 'https://example.com/' })
  ]
  for (const element of made) attempt(() => element.click())
  await new Promise((resolve) => setTimeout(resolve, 300))
  document.removeEventListener('securitypolicyviolation', note)
  const result = {
    ran: Object.keys(window).filter((name) => name.startsWith('ran')),
    outlines: [document.body, ...made].map((element) => getComputedStyle(element).outlineWidth),
    base: document.baseURI,
    violated: [...violated]
  }
  for (const element of made) element.remove()
  return result
}

/** Tries to leave for `target` in every way a page can. */
export async function leaveFor(target: string): Promise<void> {
  const attempt = (act: () => void) => {
    try {
      act()
    } catch {
      // refused loudly
    }
  }
  const append = <Tag extends 'a' | 'form' | 'meta'>(tag: Tag, attributes: Record<string, string>) => {
    const made = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
    document.body.append(made)
    return made
  }
  const link = append('a', { href: target })
  const form = append('form', { action: target })
  const meta = append('meta', { 'http-equiv': 'refresh', content: `0;url=${target}` })
  attempt(() => (location.href = target))
  attempt(() => location.replace(target))
  attempt(() => link.click())
  attempt(() => form.submit())
  await new Promise((resolve) => setTimeout(resolve, 100))
  for (const element of [link, form, meta]) element.remove()
}

/** Opens windows in every way a page can; answers which `window.open` gave one. */
export async function openWindows(targets: string[]): Promise<boolean[]> {
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
}

/** Tries to change the bridge; answers for each try whether it stayed as it was. */
export function tamperWithBridge(): boolean[] {
  const { invoke } = window.tessera
  const stays = (change: () => void): boolean => {
    try {
      change()
    } catch {
      // refused loudly
    }
    return window.tessera.invoke === invoke
  }
  return [
    stays(() => Object.assign(window.tessera, { invoke: () => 1 })),
    stays(() => Object.assign(window, { tessera: { invoke: () => 1 } })),
    stays(() => Object.defineProperty(window, 'tessera', { value: {} })),
    stays(() => void Reflect.deleteProperty(window, 'tessera')),
    Object.isFrozen(window.tessera)
  ]
}

/** Calls with names and inputs that are none; answers the kind of each error. */
export function callBadly(): Promise<string[]> {
  const ask = (name: unknown, input: unknown, callId?: unknown) =>
    window.tessera.invoke(name as 'app.copy', input as { text: string }, callId as string).then(
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
}
