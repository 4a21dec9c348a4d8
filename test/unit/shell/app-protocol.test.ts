import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAppHandler } from '../../../src/main/shell/app-protocol'

let parent: string
let folder: string

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'tessera-protocol-'))
  folder = join(parent, 'renderer')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  mkdirSync(join(parent, 'renderer-secret'))
  writeFileSync(join(parent, 'package.json'), '{"secret":true}')
  writeFileSync(join(parent, 'renderer-secret', 'a.js'), 'secret')
  writeFileSync(
    join(folder, 'index.html'),
    '<meta name="style-nonce" content="__STYLE_NONCE__"><p>Tessera</p>'
  )
  writeFileSync(join(folder, 'assets', 'a.js'), 'export {}')
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

const get = (path: string, method = 'GET') =>
  createAppHandler(folder)({ url: `app://tessera${path}`, method })

describe('the page', () => {
  it('carries the nonce of its own policy', async () => {
    const response = await get('/index.html')
    const nonce = /content="([^"]+)"/.exec(await response.text())?.[1] ?? ''
    expect(nonce).toMatch(/^[\w-]{22}$/)
    expect(response.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('gets a new nonce for each load', async () => {
    const handler = createAppHandler(folder)
    const load = async () => (await handler({ url: 'app://tessera/', method: 'GET' })).text()
    expect(new Set(await Promise.all([load(), load(), load()]))).toHaveLength(3)
  })

  it('is read again after it could not be read', async () => {
    const handler = createAppHandler(folder)
    const load = () => handler({ url: 'app://tessera/', method: 'GET' })
    rmSync(join(folder, 'index.html'))
    expect((await load()).status).toBe(404)
    writeFileSync(join(folder, 'index.html'), 'back')
    expect(await (await load()).text()).toBe('back')
  })
})

describe('an asset', () => {
  it('comes with its type, and nothing is guessed', async () => {
    const response = await get('/assets/a.js')
    expect(await response.text()).toBe('export {}')
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin')
  })
})

describe('everything else is 404 with an empty body', () => {
  it.each([
    ['what is not there', '/assets/none.js'],
    ['a file beside the folder', '/../package.json'],
    ['the same, encoded', '/%2e%2e/package.json'],
    ['a sibling with the same prefix', '/../renderer-secret/a.js'],
    ['a folder', '/assets'],
    ['a folder that looks like a file', '/assets/a.js/b.js']
  ])('%s', async (_what, path) => {
    const response = await get(path)
    expect([response.status, await response.text()]).toEqual([404, ''])
  })

  it.each(['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'])('%s', async (method) => {
    expect((await get('/index.html', method)).status).toBe(404)
  })
})
