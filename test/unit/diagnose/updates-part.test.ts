import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { DiagnosisContext } from '../../../src/main/diagnose/context'
import { lookAtUpdates } from '../../../src/main/diagnose/updates-part'
import { temporaryFolder } from '../storage/temporary-folder'
import { feedKey, ownName, signatureLine, startFeed } from '../updates/signed-feed'

const straight = () => Promise.resolve({ ways: [{ kind: 'direct' as const }] as const })
const key = feedKey()
const other = feedKey()
const release = { version: '0.2.0', file: 'tessera.AppImage', content: Buffer.from('new') }

type Context = Parameters<typeof lookAtUpdates>[0]

/** A release of the AppImage, whose feed is `updates`. */
const context = (updates: DiagnosisContext['build']['updates'], changes: Partial<Context> = {}): Context => ({
  build: { flavour: 'release', updates },
  platform: 'linux',
  arch: process.arch,
  env: {},
  execPath: '/opt/Tessera/tessera',
  resourcesPath: '/nowhere',
  ...changes
})

async function published() {
  const feed = await startFeed()
  onTestFinished(feed.stop)
  feed.publish(release, key)
  const look = async (keys: string[] = [key.text], more = '', changes: Partial<Context> = {}) =>
    lookAtUpdates(context({ url: feed.url + more, keys }, changes), 'automatic', straight)
  return { feed, look }
}

const of = (findings: Awaited<ReturnType<typeof lookAtUpdates>>, label: string) => {
  const { state, value } = findings.find((finding) => finding.label === label) ?? {}
  return `${state}: ${value}`
}

describe('the update feed', () => {
  it('is asked for its description and the signature beside it, and told to be well where they fit', async () => {
    const { feed, look } = await published()
    const findings = await look()
    expect(of(findings, 'Description')).toBe('good: offers version 0.2.0, signed by a key of this build')
    expect(of(findings, 'Keys')).toBe('fact: 1 key that signs')
    expect(of(findings, new URL(feed.url).host)).toMatch(/^good: answered .* status 200/)
    expect(findings.filter(({ state }) => state === 'attention')).toEqual([])
    expect(feed.asked.toSorted()).toEqual([`/feed/${ownName}`, `/feed/${ownName}.sig`])
  })

  it('is asked with the query of its address, as the updater asks', async () => {
    const { feed, look } = await published()
    for (const name of [ownName, `${ownName}.sig`]) feed.files.set(`${name}?k=1`, feed.files.get(name)!)
    expect(of(await look([key.text], '?k=1'), 'Description')).toMatch(/^good/)
    expect(feed.asked.every((path) => path.endsWith('?k=1'))).toBe(true)
  })

  it('whose signature is not good is told: another key’s, none, one that cannot be had', async () => {
    const { feed, look } = await published()
    expect(of(await look([other.text]), 'Description')).toMatch(/^attention: .*not signed by a key/)
    const changed = Buffer.from('version: 0.3.0\n')
    feed.files.set(ownName, changed)
    expect(of(await look(), 'Description')).toMatch(/^attention: .*not signed by a key/)
    feed.files.set(`${ownName}.sig`, Buffer.from(signatureLine(key, ownName, changed)))
    expect(of(await look(), 'Description')).toMatch(/^attention: .*signed but cannot be read/)
    feed.files.set(`${ownName}.sig`, (response) => void response.writeHead(503).end())
    expect(of(await look(), 'Description')).toMatch(/^attention: its signature .*status 503/)
    feed.files.set(`${ownName}.sig`, Buffer.alloc(9000, 'a'))
    expect(of(await look(), 'Description')).toMatch(/^attention: its signature could not be had/)
    feed.files.delete(`${ownName}.sig`)
    expect(of(await look(), 'Description')).toMatch(/^attention: .*has no signature/)
    feed.files.delete(ownName)
    expect(of(await look(), 'Description')).toMatch(/^attention: .*status 404/)
  })

  it('whose description is longer than the updater reads is told', async () => {
    const { feed, look } = await published()
    feed.files.set(ownName, Buffer.alloc(300_000, 'a'))
    const findings = await look()
    expect(of(findings, new URL(feed.url).host)).toMatch(/^attention: .*longer than 262144 bytes/)
    expect(of(findings, 'Description')).toBe('unknown: could not be had')
  })

  it('is not asked where the policy says off', async () => {
    const { feed } = await published()
    const findings = await lookAtUpdates(context({ url: feed.url, keys: [key.text] }), 'off', straight)
    expect(of(findings, 'Feed')).toMatch(/^unknown: .*not asked/)
    expect(feed.asked).toEqual([])
  })

  it('that cannot be used is nobody’s, and what is wrong with it is told; none is no fault', async () => {
    const { feed, look } = await published()
    const unusable = await look(['not a key'])
    expect(of(unusable, 'Installed by')).toMatch(/^fact: nobody/)
    expect(of(unusable, 'Keys')).toBe('attention: 0 keys that sign, and 1 that cannot be used')
    expect(of(await look([key.text, 'x']), 'Keys')).toMatch(/^attention: 1 key that signs, and 1/)
    const plain = { url: 'http://updates.example/', keys: [key.text] }
    const far = await lookAtUpdates(context(plain), 'tell', straight)
    expect(of(far, 'Feed')).toBe('attention: its address cannot be used')
    expect(of(far, 'Installed by')).toMatch(/nobody/)
    const none = await lookAtUpdates(context(undefined), 'tell', straight)
    expect(none.map(({ state }) => state)).toEqual(['fact', 'fact', 'fact'])
    const development = context(
      { url: feed.url, keys: [key.text] },
      { build: { flavour: 'development', updates: { url: feed.url, keys: [key.text] } } }
    )
    expect(of(await lookAtUpdates(development, 'tell', straight), 'Feed')).toMatch(/knows none/)
  })

  it('of the test flavour is the one of the environment', async () => {
    const { feed, look } = await published()
    const env = { TESSERA_UPDATE_FEED: feed.url, TESSERA_UPDATE_KEYS: key.text }
    const build = { flavour: 'test' as const, updates: { url: 'https://updates.example/', keys: [] } }
    expect(of(await look([], '', { build, env }), 'Description')).toMatch(/^good/)
  })
})

it('who installs is said as the updater says it', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'tessera.AppImage'), '')
  await chmod(join(folder, 'tessera.AppImage'), 0o700)
  const env = { APPIMAGE: join(folder, 'tessera.AppImage'), APPDIR: '/tmp/.mount_tessera' }
  const by = async (changes: Partial<Context>) => {
    const updates = { url: 'https://updates.example/', keys: [key.text] }
    return of(await lookAtUpdates(context(updates, changes), 'off', straight), 'Installed by')
  }
  expect(await by({ env, execPath: '/tmp/.mount_tessera/tessera' })).toBe('fact: Tessera itself')
  expect(await by({ env })).toMatch(/whatever installed it/)
  expect(await by({ platform: 'darwin' })).toBe('fact: Tessera itself')
})
