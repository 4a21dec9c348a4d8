import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { removeLeftovers, writeAtomically } from '../../../src/main/storage/atomic-write'
import { bundle } from '../../fakes/bundle'
import { temporaryFolder } from './temporary-folder'

const posix = process.platform !== 'win32'

describe('an atomic write', () => {
  it('makes and replaces the file, for its owner only, and leaves nothing beside it', async () => {
    const dir = await temporaryFolder()
    const path = join(dir, 'a.json')
    await writeAtomically(path, 'one')
    await writeAtomically(path, 'two')
    expect(await readFile(path, 'utf8')).toBe('two')
    expect(await readdir(dir)).toEqual(['a.json'])
    if (posix) expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('that cannot replace the file throws, and leaves nothing beside it', async () => {
    const dir = await temporaryFolder()
    await mkdir(join(dir, 'a.json', 'inside'), { recursive: true })
    await expect(writeAtomically(join(dir, 'a.json'), 'one')).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/)
    expect(await readdir(dir)).toEqual(['a.json'])
  })

  it.skipIf(!posix)('follows a link and keeps it', async () => {
    const dir = await temporaryFolder()
    await writeFile(join(dir, 'real.json'), 'one')
    await symlink('real.json', join(dir, 'a.json'))
    await writeAtomically(join(dir, 'a.json'), 'two')
    expect(await readlink(join(dir, 'a.json'))).toBe('real.json')
    expect(await readFile(join(dir, 'real.json'), 'utf8')).toBe('two')
  })

  it.skipIf(!posix)('on a full disk throws and keeps the old file whole', async () => {
    const dir = await temporaryFolder()
    const path = join(dir, 'a.json')
    await writeFile(path, '"old"')
    const writer = await bundle('test/unit/storage/full-disk-writer.ts')
    try {
      // in blocks of 512 bytes
      const limited = (size: number) =>
        promisify(execFile)('sh', [
          '-c',
          'ulimit -f 16; exec "$@"',
          '_',
          process.execPath,
          writer.path,
          path,
          `${size}`
        ])
      expect((await limited(30_000)).stdout).toBe('refused EFBIG')
      expect(await readFile(path, 'utf8')).toBe('"old"')
      expect(await readdir(dir)).toEqual(['a.json'])
      expect((await limited(3_000)).stdout).toBe('written')
    } finally {
      await writer.remove()
    }
  })
})

it('leftovers of a killed write are removed, and nothing else', async () => {
  const dir = await temporaryFolder()
  const others = ['a.json', 'a.json.broken-2026-11-23T22-41-05Z', 'a.json.tmp', 'b.json.0123456789ab.tmp']
  for (const name of [...others, 'a.json.0123456789ab.tmp', 'a.json.ffffffffffff.tmp']) {
    await writeFile(join(dir, name), '')
  }
  await removeLeftovers(join(dir, 'a.json'))
  expect((await readdir(dir)).sort()).toEqual(others.sort())
  await removeLeftovers(join(dir, 'no such folder', 'a.json'))
})
