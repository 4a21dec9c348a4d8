import { spawnSync } from 'node:child_process'
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile
} from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { largestPolicy } from '../../../src/main/policy/file'
import { machineFolder, openPolicy, type PolicyStore } from '../../../src/main/policy/policy-store'
import { type PolicyFile, policyView } from '../../../src/shared/policy'
import { temporaryFolder } from '../storage/temporary-folder'
import { anyPolicyText } from './any-policy'
import { documentedDefaults, documentedLock as locked } from './documented'

const isPosix = process.platform !== 'win32'
const me = process.getuid?.()

let machine: string
let user: string
let managedFile: string
let ownFile: string
let uptime: number

beforeEach(async () => {
  uptime = 0
  const folder = await temporaryFolder()
  machine = join(folder, 'machine')
  user = join(folder, 'user')
  managedFile = join(machine, 'policy.json')
  ownFile = join(user, 'policy.json')
  await mkdir(machine, { mode: 0o755 })
  await mkdir(user, { mode: 0o700 })
})

const open = (more: { owner?: number | undefined } = { owner: me }): Promise<PolicyStore> =>
  openPolicy({ machineFolder: machine, userFolder: user, uptime: () => uptime, ...more })

/** Not through the umask, which may leave the group its rights. */
async function write(file: string, content: Omit<PolicyFile, 'version'> | string): Promise<void> {
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify({ version: 1, ...content }))
  await chmod(file, 0o644)
}

/** Two rules that can be told apart. */
const managed = { limits: { changesPerHour: 11 } }
const own = { limits: { changesPerHour: 22 } }

describe('where the policy comes from', () => {
  it('is the defaults where there is no file, and no folder either', async () => {
    const nothing = { source: 'default', file: ownFile, locked: false, policy: documentedDefaults }
    expect((await open()).latest()).toEqual(nothing)
    await Promise.all([machine, user].map((folder) => rm(folder, { recursive: true })))
    expect((await open()).latest()).toEqual(nothing)
  })

  it('is the agent’s own file where the administrator has none', async () => {
    await write(ownFile, own)
    expect((await open()).latest()).toMatchObject({
      source: 'own',
      file: ownFile,
      locked: false,
      policy: own
    })
  })

  it('is the administrator’s file before the agent’s own, whatever that one holds', async () => {
    await write(managedFile, managed)
    for (const content of [own, 'broken']) {
      await write(ownFile, content)
      const view = (await open()).latest()
      expect(view).toMatchObject({ source: 'managed', file: managedFile, locked: false, policy: managed })
      expect(view.problem).toBeUndefined()
    }
  })

  it.each<[NodeJS.Platform, Record<string, string>, string]>([
    ['linux', {}, '/etc/tessera'],
    ['freebsd', {}, '/etc/tessera'],
    ['darwin', {}, '/Library/Application Support/Tessera'],
    ['win32', { ProgramData: 'D:\\Data' }, 'D:\\Data\\Tessera'],
    ['win32', { ProgramData: 'data' }, 'C:\\ProgramData\\Tessera'],
    ['win32', {}, 'C:\\ProgramData\\Tessera']
  ])('is looked for on %s with %j in %s', (platform, env, folder) => {
    expect(machineFolder(platform, env)).toBe(folder)
  })
})

describe('the policy of a machine-wide bundle', () => {
  const bundle = { policy: { version: 1, limits: { changesPerHour: 33 } }, path: '/m/bundle.json' } as const

  it('is in force as an administrator’s where there is no machine-wide policy file, whatever the agent’s own says', async () => {
    await write(ownFile, own)
    const store = await open()
    store.setBundled(bundle)
    expect(await store.current()).toMatchObject({
      source: 'managed',
      file: '/m/bundle.json',
      locked: false,
      policy: { limits: { changesPerHour: 33 } }
    })
    expect(await store.fileInForce()).toEqual(bundle.policy)
    store.setBundled(undefined)
    expect(await store.current()).toMatchObject({ source: 'own', policy: own })
    expect(await store.fileInForce()).toEqual({ version: 1, ...own })
  })

  it('gives way to a machine-wide policy file, one that cannot be used too', async () => {
    const store = await open()
    store.setBundled(bundle)
    await write(managedFile, managed)
    expect(await store.current()).toMatchObject({ file: managedFile, policy: managed })
    expect(await store.fileInForce()).toEqual({ version: 1, ...managed })
    await write(managedFile, 'broken')
    expect(await store.current()).toMatchObject({ file: managedFile, locked: true, policy: locked })
    expect(await store.fileInForce()).toBeUndefined()
  })

  it('has no say in how the bundle itself is judged', async () => {
    const store = await open()
    store.setBundled(bundle)
    await store.current()
    expect(await store.withoutBundle()).toMatchObject({ source: 'default', policy: documentedDefaults })
    await write(ownFile, own)
    expect(await store.withoutBundle()).toMatchObject({ source: 'own', policy: own })
    await write(managedFile, managed)
    expect(await store.withoutBundle()).toMatchObject({ source: 'managed', policy: managed })
    expect(await store.own()).toMatchObject({ ok: true, file: own })
  })
})

describe('a broken file', () => {
  it('of the administrator locks every change and says where and why, although the agent has a good one', async () => {
    await write(managedFile, { limits: { changesPerHour: 0 } })
    await write(ownFile, own)
    expect((await open()).latest()).toEqual({
      source: 'managed',
      file: managedFile,
      locked: true,
      problem: `Your organisation’s policy (${managedFile}) cannot be used, so nothing may be changed. “limits.changesPerHour” must be at least 1.`,
      policy: locked
    })
  })

  it('of the agent leaves the defaults in force and says where and why', async () => {
    await write(ownFile, { ticket: { pattern: '(' } })
    expect((await open()).latest()).toEqual({
      source: 'default',
      file: ownFile,
      locked: false,
      problem: `Your policy file (${ownFile}) cannot be used, so the safe defaults are in force. “ticket.pattern” is not a regular expression: Unterminated group.`,
      policy: documentedDefaults
    })
  })

  it.each<[string, (file: string) => Promise<unknown>, string]>([
    [
      'too large',
      (file) => write(file, `{"version":1}${' '.repeat(largestPolicy)}`),
      'It is larger than 1024 KiB.'
    ],
    ['empty', (file) => write(file, ''), 'It is not valid JSON.'],
    ['a folder', (file) => mkdir(file), 'It is not a file.']
  ])('is one that is %s', async (_, make, words) => {
    await make(managedFile)
    expect((await open()).latest()).toMatchObject({ locked: true, problem: expect.stringContaining(words) })
    await rm(managedFile, { recursive: true })
    await make(ownFile)
    const { policy, problem } = (await open()).latest()
    expect(problem).toContain(words)
    expect(policy).toEqual(documentedDefaults)
  })

  it.runIf(isPosix)('is a pipe, which is not waited for, and a link that leads to itself', async () => {
    expect(spawnSync('mkfifo', [managedFile]).status).toBe(0)
    await symlink('policy.json', ownFile)
    const store = await open()
    expect(store.latest()).toMatchObject({
      locked: true,
      problem: expect.stringContaining('It is not a file.')
    })
    await rm(managedFile)
    await store.current()
    uptime += 2_000
    expect(await store.current()).toMatchObject({
      source: 'default',
      problem: expect.stringContaining('Tessera cannot read it (ELOOP).')
    })
  })

  it.runIf(isPosix)('is a folder of the administrator that is none', async () => {
    await rm(machine, { recursive: true })
    await writeFile(machine, '')
    expect((await open()).latest()).toMatchObject({
      locked: true,
      problem: expect.stringContaining('Tessera cannot read it (ENOTDIR).')
    })
  })

  it('stays as it is, and nothing is written beside it', async () => {
    await write(managedFile, '{ "version": 7 }')
    await write(ownFile, 'broken')
    const before = await Promise.all([managedFile, ownFile].map((file) => stat(file)))
    const store = await open()
    await store.current()
    await rm(managedFile)
    await store.current()
    expect(await readFile(ownFile, 'utf8')).toBe('broken')
    expect([await readdir(machine), await readdir(user)]).toEqual([[], ['policy.json']])
    expect((await stat(ownFile)).mtimeMs).toBe(before[1]?.mtimeMs)
  })

  it('has a problem that fits where a refusal gives its reason, however long its path is', async () => {
    const deep = join(user, ...Array.from({ length: 8 }, () => 'x'.repeat(200)))
    await mkdir(deep, { recursive: true })
    await write(join(deep, 'policy.json'), { actions: { allowed: ['delete'] } } as never)
    const { problem = '' } = (await openPolicy({ machineFolder: machine, userFolder: deep })).latest()
    expect(problem.length).toBeLessThanOrEqual(500)
    expect(problem).toContain('“actions.allowed[0]” must be one of ')
  })
})

describe.runIf(isPosix)('an administrator’s file is only trusted', () => {
  it.each([
    ['file', 0o664, 'Others than its owner may write to it'],
    ['file', 0o646, 'Others than its owner may write to it'],
    ['folder', 0o775, 'Others than its owner may write to its folder'],
    ['folder', 0o757, 'Others than its owner may write to its folder']
  ])('where nobody else may write: the %s with %o', async (what, mode, words) => {
    await write(managedFile, managed)
    const store = await open()
    expect(store.latest()).toMatchObject({ locked: false, policy: managed })
    await chmod(what === 'file' ? managedFile : machine, mode)
    expect(await store.current()).toMatchObject({
      source: 'managed',
      locked: true,
      problem: expect.stringContaining(`${words}, so it is not trusted.`),
      policy: locked
    })
    await chmod(what === 'file' ? managedFile : machine, 0o755)
    expect(await store.current()).toMatchObject({ locked: false, policy: managed })
  })

  it('where it belongs to root, as does its folder', async () => {
    await write(managedFile, managed)
    const somebody = 54_321
    if (me === 0) await chown(managedFile, somebody, somebody)
    const { locked: isLocked, problem } = (await open({})).latest()
    expect(isLocked).toBe(true)
    expect(problem).toContain('It does not belong to root, so it is not trusted.')
  })

  it.runIf(me === 0)('where root owns the folder too', async () => {
    await write(managedFile, managed)
    expect((await open({})).latest()).toMatchObject({ locked: false, policy: managed })
    await chown(machine, 54_321, 54_321)
    const { problem } = (await open({})).latest()
    expect(problem).toContain('Its folder does not belong to root, so it is not trusted.')
  })

  it('while the agent’s own one may be as it likes', async () => {
    await write(ownFile, own)
    await chmod(ownFile, 0o666)
    expect((await open()).latest()).toMatchObject({ source: 'own', policy: own })
  })
})

describe('a file that changes while the app runs', () => {
  it('is read again when it appeared, changed, was replaced, or vanished', async () => {
    const store = await open()
    const rule = async () => (await store.current()).policy.limits.changesPerHour
    await write(ownFile, own)
    expect(await rule()).toBe(22)
    await write(managedFile, managed)
    expect(await rule()).toBe(11)
    await write(managedFile, { limits: { changesPerHour: 12 } })
    expect(await rule()).toBe(12)
    await write(join(machine, 'new.json'), { limits: { changesPerHour: 13 } })
    await rename(join(machine, 'new.json'), managedFile)
    expect(await rule()).toBe(13)
    await rm(managedFile)
    // it may be about to be replaced
    expect(await rule()).toBe(13)
    uptime += 2_000
    expect(await rule()).toBe(22)
    await write(managedFile, managed)
    expect(await rule()).toBe(11)
    await rm(managedFile)
    await utimes(machine, 0, 0) // long before anybody looks
    await rm(ownFile)
    expect([await rule(), store.latest().source]).toEqual([60, 'default'])
  })

  it('is kept for ten minutes where its folder vanished with it, which may be a volume that is not mounted', async () => {
    await write(managedFile, managed)
    const store = await open()
    const rule = async () => (await store.current()).policy.limits.changesPerHour
    await rename(machine, `${machine}-away`)
    for (const passed of [0, 300_000, 299_999]) {
      uptime += passed
      expect(await rule()).toBe(11)
      expect(await store.fileInForce()).toMatchObject(managed)
      expect(await store.withoutBundle()).toMatchObject({ source: 'managed', policy: managed })
    }
    uptime += 1
    expect(await rule()).toBe(60)
  })

  it.runIf(isPosix)('locks every change where it is a link that leads nowhere', async () => {
    await symlink(join(machine, 'elsewhere.json'), managedFile)
    expect((await open()).latest()).toMatchObject({
      locked: true,
      problem: expect.stringContaining('It is a link to a file that is not there.')
    })
  })

  it('is noticed although its length and its time stay the same', async () => {
    const store = await open()
    const then = new Date(Date.now() - 3_600_000)
    for (const changesPerHour of [31, 32, 33, 34]) {
      await write(ownFile, { limits: { changesPerHour } })
      await utimes(ownFile, then, then)
      expect((await store.current()).policy.limits.changesPerHour).toBe(changesPerHour)
    }
  })

  it('is only looked at once it is at rest', async () => {
    await write(ownFile, own)
    const store = await open()
    const first = store.latest().policy
    // young files are read again: a second change within one step of the file system’s clock would not be seen
    expect((await store.current()).policy).not.toBe(first)
    const later = Date.now() + 60_000
    vi.spyOn(Date, 'now').mockReturnValue(later)
    try {
      const settled = (await store.current()).policy
      expect((await store.current()).policy).toBe(settled)
      await write(ownFile, managed)
      expect((await store.current()).policy.limits.changesPerHour).toBe(11)
    } finally {
      vi.restoreAllMocks()
    }
  })

  it('never answers an older state than was asked for, also with many asking at once', async () => {
    const store = await open()
    const asked: Promise<number>[] = []
    for (let changesPerHour = 1; changesPerHour <= 20; changesPerHour++) {
      await write(join(user, 'new.json'), { limits: { changesPerHour } })
      await rename(join(user, 'new.json'), ownFile)
      asked.push(store.current().then(({ policy }) => policy.limits.changesPerHour))
    }
    const answers = await Promise.all(asked)
    expect(answers.every((answer, index) => answer >= index + 1)).toBe(true)
    expect(answers).toEqual(answers.toSorted((a, b) => a - b))
    expect(store.latest().policy.limits.changesPerHour).toBe(20)
  })

  it('can be asked for without its object, as the gate does', async () => {
    const { current, latest } = await open()
    expect(await current()).toEqual(latest())
  })
})

it('is a valid policy whatever a file holds, and never weaker than documented where the file is broken', async () => {
  await fc.assert(
    fc.asyncProperty(anyPolicyText, fc.boolean(), async (text, isManaged) => {
      const folder = await mkdtemp(join(user, 'case-'))
      const places = { machineFolder: join(folder, 'm'), userFolder: join(folder, 'u') }
      await Promise.all(Object.values(places).map((place) => mkdir(place, { mode: 0o755 })))
      await write(join(isManaged ? places.machineFolder : places.userFolder, 'policy.json'), text)
      const view = (await openPolicy({ ...places, owner: me })).latest()
      expect(policyView.strict().parse(view)).toEqual(view)
      if (view.problem === undefined) {
        expect(view.source).toBe(isManaged ? 'managed' : 'own')
        expect(view.locked).toBe(false)
        const { allowed, byAction } = view.policy
        expect(allowed.every((action) => byAction[action].kinds.length >= byAction[action].required)).toBe(
          true
        )
      } else {
        expect(view.problem.length).toBeLessThanOrEqual(500)
        expect(view.locked).toBe(isManaged)
        expect(view.source).toBe(isManaged ? 'managed' : 'default')
        expect(view.policy).toEqual(isManaged ? locked : documentedDefaults)
      }
    }),
    { numRuns: 300 }
  )
})
