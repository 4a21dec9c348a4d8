import { chmod, chown, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { writeAtomically as WriteAtomically } from '../../../src/main/storage/atomic-write'
import { openJsonFile, type JsonFileOptions } from '../../../src/main/storage/json-file'
import { AppFailure, toAppError } from '../../../src/shared/errors'
import { temporaryFolder } from './temporary-folder'

const { writeAtomically } = vi.hoisted(() => ({ writeAtomically: vi.fn<typeof WriteAtomically>() }))
vi.mock(import('../../../src/main/storage/atomic-write'), async (original) => {
  const real = await original()
  writeAtomically.mockImplementation(real.writeAtomically)
  return { ...real, writeAtomically }
})

const posix = process.platform !== 'win32'
const schema = z.looseObject({ words: z.array(z.string()) })
type Words = z.infer<typeof schema>

function open(dir: string, more: Partial<JsonFileOptions<Words>> = {}) {
  const now = () => new Date('2026-11-23T22:41:05.678Z')
  return openJsonFile<Words>({
    dir,
    name: 'words.json',
    version: 2,
    schema,
    empty: { words: [] },
    now,
    ...more
  })
}

const add = (word: string) => (value: Words) => ({ ...value, words: [...value.words, word] })

async function detailOf(promise: Promise<unknown>): Promise<string> {
  const thrown = await promise.catch((error: unknown) => error)
  if (!(thrown instanceof AppFailure)) throw new Error('this is no AppFailure', { cause: thrown })
  expect(thrown.error).toMatchObject({ kind: 'not-saved', fileName: 'words.json' })
  return thrown.error.detail ?? ''
}

describe('a JSON file', () => {
  it('starts empty, in a folder that it makes for this user only, and writes nothing yet', async () => {
    const dir = join(await temporaryFolder(), 'user', 'data')
    const file = await open(dir)
    expect(file.value()).toEqual({ words: [] })
    expect(file.setAside()).toEqual([])
    expect(await readdir(dir)).toEqual([])
    if (posix) expect((await stat(dir)).mode & 0o777).toBe(0o700)
  })

  it('holds what was written, with its version, when it is opened again', async () => {
    const dir = await temporaryFolder()
    await (await open(dir)).update(add('one'))
    expect(JSON.parse(await readFile(join(dir, 'words.json'), 'utf8'))).toEqual({
      version: 2,
      words: ['one']
    })
    expect((await open(dir)).value()).toEqual({ words: ['one'] })
  })

  it('applies changes that were made at once in their order, none lost', async () => {
    const dir = await temporaryFolder()
    const file = await open(dir)
    const words = Array.from({ length: 25 }, (_, index) => `word ${index}`)
    await Promise.all(words.map((word) => file.update(add(word))))
    expect((await open(dir)).value().words).toEqual(words)
  })

  it('stays as it was when a write fails, says so, and takes the next change', async () => {
    const dir = join(await temporaryFolder(), 'data')
    const file = await open(dir)
    await file.update(add('one'))
    await rm(dir, { recursive: true })
    const failing = detailOf(file.update(add('two')))
    const own = file
      .update(() => {
        throw new RangeError('own')
      })
      .catch((error: unknown) => error)
    expect(await failing).toBe('The file words.json: it could not be written (ENOENT).')
    expect(await own).toBeInstanceOf(RangeError)
    expect(file.value().words).toEqual(['one'])
    await mkdir(dir)
    await file.update(add('three'))
    expect((await open(dir)).value().words).toEqual(['one', 'three'])
  })

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EACCES', 'not-allowed'],
    ['EROFS', 'not-allowed'],
    ['EBUSY', 'in-use'],
    ['EIO', 'other']
  ])('says of %s that it is a matter of %s', async (code, reason) => {
    const file = await open(await temporaryFolder())
    writeAtomically.mockRejectedValueOnce(Object.assign(new Error('x'), { code }))
    const error = toAppError(await file.update(add('one')).catch((thrown: unknown) => thrown))
    expect(error).toMatchObject({ kind: 'not-saved', fileName: 'words.json', reason })
    expect(file.value()).toEqual({ words: [] })
  })

  it('is not written where a change changes nothing', async () => {
    const dir = await temporaryFolder()
    await (await open(dir)).update((value) => value)
    expect(await readdir(dir)).toEqual([])
  })

  it('keeps fields that a newer version of the same format added', async () => {
    const dir = await temporaryFolder()
    await writeFile(join(dir, 'words.json'), '{"version":2,"words":[],"later":{"a":1}}')
    await (await open(dir)).update(add('one'))
    expect((await open(dir)).value()).toEqual({ words: ['one'], later: { a: 1 } })
  })

  it('reads past a byte order mark', async () => {
    const dir = await temporaryFolder()
    await writeFile(join(dir, 'words.json'), '\uFEFF{"version":2,"words":["one"]}')
    expect((await open(dir)).value().words).toEqual(['one'])
  })

  it.skipIf(!posix).each([0o644, 0o640, 0o666])('is made private where it was %o', async (mode) => {
    const dir = await temporaryFolder()
    const path = join(dir, 'words.json')
    await (await open(dir)).update(add('one'))
    await chmod(path, mode)
    expect((await open(dir)).value().words).toEqual(['one'])
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })
})

describe('a file that is no use', () => {
  const name = 'words.json.broken-2026-11-23T22-41-05Z'

  it.each([
    ['empty', ''],
    ['cut off', '{"version":2,"words":["one'],
    ['not an object', '[1]'],
    ['without a version', '{"words":[]}'],
    ['of an older version that never was', '{"version":1,"words":[]}'],
    ['with a version in words', '{"version":"2","words":[]}'],
    ['of another shape', '{"version":2,"words":"one"}']
  ])('because it is %s is set aside untouched, and told', async (_what, text) => {
    const dir = await temporaryFolder()
    await writeFile(join(dir, 'words.json'), text)
    const file = await open(dir)
    expect(file.value()).toEqual({ words: [] })
    expect(file.setAside()).toEqual([
      { fileName: name, reason: expect.stringMatching(/^It .+\.$/) as string }
    ])
    await file.update(add('new'))
    expect((await readdir(dir)).sort()).toEqual(['words.json', name])
    expect(await readFile(join(dir, name), 'utf8')).toBe(text)
    if (posix) expect((await stat(join(dir, name))).mode & 0o777).toBe(0o600)
    expect((await open(dir)).setAside()).toEqual([])
  })

  it('never overwrites one that was set aside in the same second', async () => {
    const dir = await temporaryFolder()
    for (const text of ['first', 'second', 'third']) {
      await writeFile(join(dir, 'words.json'), text)
      await open(dir)
    }
    const kept = await Promise.all(['', '-2', '-3'].map((end) => readFile(join(dir, name + end), 'utf8')))
    expect(kept).toEqual(['first', 'second', 'third'])
    expect(await readdir(dir)).toHaveLength(3)
  })

  it('in part is copied aside, and the good part goes on', async () => {
    const dir = await temporaryFolder()
    const text = '{"version":2,"words":["one",2]}'
    await writeFile(join(dir, 'words.json'), text)
    const repair = () => ({ value: { words: ['one'] }, reason: 'A word was lost.' })
    const file = await open(dir, { repair })
    expect(file.value()).toEqual({ words: ['one'] })
    expect(file.setAside()).toEqual([{ fileName: name, reason: 'A word was lost.' }])
    expect(await readFile(join(dir, name), 'utf8')).toBe(text)
    expect((await open(dir, { repair })).setAside()).toEqual([])
  })
})

describe('a file of a newer Tessera', () => {
  it.each(['{"version":3,"words":[]}', '{"version":2.5}', '{"version":1000,"words":7}'])(
    'such as %s is left where it is, told, and changes are refused',
    async (text) => {
      const dir = await temporaryFolder()
      await writeFile(join(dir, 'words.json'), text)
      const file = await open(dir, { repair: () => ({ value: { words: [] }, reason: 'It was repaired.' }) })
      expect(file.value()).toEqual({ words: [] })
      const reason = expect.stringMatching(
        /^A newer version of Tessera wrote it\. It was left as it is/
      ) as string
      expect(file.setAside()).toEqual([{ fileName: 'words.json', reason }])
      await expect(file.update(add('new'))).rejects.toMatchObject({
        error: {
          kind: 'not-saved',
          reason: 'barred',
          detail: 'The file words.json: a newer version of Tessera wrote it.'
        }
      })
      expect(file.value()).toEqual({ words: [] })
      expect(await readdir(dir)).toEqual(['words.json'])
      expect(await readFile(join(dir, 'words.json'), 'utf8')).toBe(text)
    }
  )
})

describe('a file that cannot be read', () => {
  it('because it is a folder is left alone, told, and changes are refused', async () => {
    const dir = await temporaryFolder()
    await mkdir(join(dir, 'words.json'))
    const file = await open(dir)
    expect(file.setAside()).toEqual([
      { fileName: 'words.json', reason: expect.stringContaining('EISDIR') as string }
    ])
    const detail = await detailOf(file.update(add('one')))
    expect(detail).toBe('The file words.json: it cannot be read (EISDIR).')
    expect(file.value()).toEqual({ words: [] })
    expect(await readdir(dir)).toEqual(['words.json'])
  })

  it.skipIf(!posix)('because of its permissions is left alone, told, and changes are refused', async () => {
    const dir = await temporaryFolder()
    const path = join(dir, 'words.json')
    await writeFile(path, '{"version":2,"words":["one"]}')
    await asOrdinaryUser([dir, path], async () => {
      await chmod(path, 0)
      const file = await open(dir)
      expect(file.setAside()[0]?.reason).toContain('EACCES')
      expect(await detailOf(file.update(add('two')))).toContain('cannot be read (EACCES)')
      await chmod(path, 0o600)
    })
    expect((await open(dir)).value()).toEqual({ words: ['one'] })
  })

  it.skipIf(!posix)(
    'in use but damaged where no copy can be made stays, and changes are refused',
    async () => {
      const dir = await temporaryFolder()
      const path = join(dir, 'words.json')
      await writeFile(path, 'damaged')
      await asOrdinaryUser([dir, path], async () => {
        await chmod(dir, 0o500)
        const file = await open(dir)
        expect(file.setAside()).toEqual([
          { fileName: 'words.json', reason: expect.stringContaining('EACCES') as string }
        ])
        expect(await detailOf(file.update(add('one')))).toContain('could not be set aside')
        await chmod(dir, 0o700)
      })
      expect(await readFile(path, 'utf8')).toBe('damaged')
    }
  )
})

/** Root may read everything: as root, hands the paths to another user and becomes that one for a while. */
async function asOrdinaryUser(paths: string[], act: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0) return act()
  const nobody = 65_534
  for (const path of paths) await chown(path, nobody, nobody)
  process.seteuid?.(nobody)
  try {
    await act()
  } finally {
    process.seteuid?.(0)
  }
}
