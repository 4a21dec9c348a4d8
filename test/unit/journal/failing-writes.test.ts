import { execFile } from 'node:child_process'
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { cutBack as CutBack, writeLine as WriteLine } from '../../../src/main/journal/write-line'
import type { writeAtomically as WriteAtomically } from '../../../src/main/storage/atomic-write'
import { toAppError } from '../../../src/shared/errors'
import type { JournalCheck } from '../../../src/shared/journal'
import { bundle } from '../../fakes/bundle'
import { temporaryFolder } from '../storage/temporary-folder'
import { event, file, filled, head, linesOf, openIn } from './open-in'

const { writeAtomically, writeLine, cutBack } = vi.hoisted(() => ({
  writeAtomically: vi.fn<typeof WriteAtomically>(),
  writeLine: vi.fn<typeof WriteLine>(),
  cutBack: vi.fn<typeof CutBack>()
}))
vi.mock(import('../../../src/main/storage/atomic-write'), async (original) => {
  const real = await original()
  writeAtomically.mockImplementation(real.writeAtomically)
  return { ...real, writeAtomically }
})
vi.mock(import('../../../src/main/journal/write-line'), async (original) => {
  const real = await original()
  writeLine.mockImplementation(real.writeLine)
  cutBack.mockImplementation(real.cutBack)
  return { writeLine, cutBack }
})

const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' })
const half = async (path: string, at: number, line: Uint8Array): Promise<never> => {
  const bytes = Buffer.concat([(await readFile(path)).subarray(0, at), line.subarray(0, line.length / 2)])
  await writeFile(path, bytes)
  throw full
}

afterEach(() => vi.clearAllMocks())

describe('on a full disk', () => {
  it.skipIf(process.platform === 'win32')(
    'an append throws, leaves no half line, and works again when there is room',
    { timeout: 40_000 },
    async () => {
      const dir = await temporaryFolder()
      const writer = await bundle('test/unit/journal/full-disk-journal.ts')
      try {
        const limited = ['-c', 'ulimit -f 16; exec "$@"', '_', process.execPath, writer.path, dir]
        const { stdout } = await promisify(execFile)('sh', limited)
        const { written, errors, check } = JSON.parse(stdout) as {
          written: number
          errors: unknown[]
          check: JournalCheck
        }
        // 16 blocks of 512 bytes hold some lines, and the last of them did not end there
        expect(written).toBeGreaterThan(5)
        for (const error of errors) {
          expect(error).toEqual({
            kind: 'not-saved',
            fileName: 'journal.jsonl',
            reason: 'other',
            detail: 'The file journal.jsonl: it could not be written (EFBIG).'
          })
        }
        expect(check).toEqual({ ok: true, lines: written, problems: [], remarks: [] })
        expect((await readFile(file(dir), 'utf8')).endsWith('}\n')).toBe(true)
        expect(await readdir(dir)).toEqual(['journal.head.json', 'journal.jsonl'])
        const journal = await openIn(dir)
        expect((await journal.append(event('room'))).seq).toBe(written + 1)
        expect(await journal.verify()).toEqual({ ok: true, lines: written + 1, problems: [], remarks: [] })
      } finally {
        await writer.remove()
      }
    }
  )

  it('a line whose head cannot be written is taken back', async () => {
    const dir = await temporaryFolder()
    await filled(dir, ['u1'])
    const journal = await openIn(dir)
    const size = (await stat(file(dir))).size
    writeAtomically.mockRejectedValueOnce(full)
    const thrown = await journal.append(event('lost')).catch((error: unknown) => error)
    expect(toAppError(thrown)).toMatchObject({
      kind: 'not-saved',
      fileName: 'journal.jsonl',
      reason: 'disk-full'
    })
    expect((await stat(file(dir))).size).toBe(size)
    expect(journal.settled()).toBe(size)
    expect(journal.recent(0)).toHaveLength(2)
    expect(await journal.verify()).toMatchObject({ ok: true, lines: 2 })
    expect((await journal.append(event('kept'))).seq).toBe(3)
    expect((await (await openIn(dir)).verify()).remarks).toEqual([])
  })

  it('a half line that cannot be taken back is set aside by the next append', async () => {
    const dir = await temporaryFolder()
    await filled(dir, ['u1'])
    const journal = await openIn(dir)
    writeLine.mockImplementationOnce(half)
    cutBack.mockRejectedValueOnce(full)
    await expect(journal.append(event('half'))).rejects.toMatchObject({ error: { reason: 'disk-full' } })
    expect(await journal.verify()).toMatchObject({ ok: true, lines: 2, remarks: [expect.any(String)] })
    expect((await journal.query({}, { limit: 9 })).rows).toHaveLength(1)
    expect((await journal.append(event('next'))).seq).toBe(4)
    expect(await readdir(dir)).toContain('journal.torn-2026-11-23T12-00-00Z')
    expect((await linesOf(dir)).map((line) => (JSON.parse(line) as { action: string }).action)).toEqual([
      'issue',
      'issue',
      'gap',
      'dial'
    ])
    expect(await (await openIn(dir)).verify()).toMatchObject({ ok: true, lines: 4 })
  })

  it('a whole line that was refused and cannot be taken back counts as torn too', async () => {
    const dir = await temporaryFolder()
    await filled(dir, ['u1'])
    const journal = await openIn(dir)
    writeAtomically.mockRejectedValueOnce(full)
    cutBack.mockRejectedValueOnce(full)
    await expect(journal.append(event('refused'))).rejects.toMatchObject({ error: { reason: 'disk-full' } })
    await journal.append(event('next'))
    const lines = await linesOf(dir)
    expect(lines).toHaveLength(4)
    expect(lines.join('\n')).not.toContain('refused')
    // long after, nothing of that is left: what is appended then is no leftover
    await journal.append(event('later'))
    await rm(head(dir))
    await journal.append(event('last'))
    expect((await linesOf(dir)).join('\n')).toContain('later')
  })

  it('a failure that left nothing behind takes no later line for a leftover', async () => {
    const dir = await temporaryFolder()
    const journal = await openIn(dir)
    await journal.append(event('first'))
    writeLine.mockRejectedValueOnce(full)
    cutBack.mockRejectedValueOnce(full)
    await expect(journal.append(event('refused'))).rejects.toMatchObject({ error: { reason: 'disk-full' } })
    await journal.append(event('later'))
    await rm(head(dir))
    await journal.append(event('last'))
    expect(journal.recent(0).map((entry) => entry.note ?? '')).toEqual([
      'first',
      'later',
      expect.stringContaining('journal.head.json') as string,
      'last'
    ])
  })

  it('a torn line is told as soon as there is room, also when its gap could not be written at first', async () => {
    const dir = await temporaryFolder()
    await filled(dir, ['u1'])
    await writeFile(file(dir), `${await readFile(file(dir), 'utf8')}torn`)
    writeLine.mockImplementationOnce(half)
    const journal = await openIn(dir)
    expect(journal.remarks()).toEqual([
      expect.stringContaining('journal.torn-') as string,
      expect.stringContaining('ENOSPC') as string
    ])
    expect(await linesOf(dir)).toHaveLength(2)
    expect((await journal.query({}, { limit: 9 })).rows).toHaveLength(1)
    await journal.append(event('next'))
    expect(journal.remarks()).toHaveLength(1)
    const check = await journal.verify()
    expect(check).toMatchObject({ ok: true, lines: 4 })
    expect(check.remarks[0]).toContain('journal.torn-')
  })

  it.each([
    ['EDQUOT', 'disk-full'],
    ['EROFS', 'not-allowed'],
    ['EBUSY', 'in-use'],
    ['EIO', 'other']
  ])('and of %s the reason is %s', async (code, reason) => {
    const journal = await openIn(await temporaryFolder())
    writeLine.mockRejectedValueOnce(Object.assign(new Error('x'), { code }))
    await expect(journal.append(event('x'))).rejects.toMatchObject({ error: { kind: 'not-saved', reason } })
    expect((await journal.append(event('y'))).seq).toBe(1)
  })
})

it('of appends made at once only those fail whose write does, and the rest stand in a whole chain', async () => {
  const dir = await temporaryFolder()
  const journal = await openIn(dir)
  await journal.append(event('first'))
  writeLine.mockImplementationOnce(half)
  const settled = await Promise.allSettled(['a', 'b', 'c'].map((note) => journal.append(event(note))))
  expect(settled.map((result) => result.status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
  expect(journal.recent(0).map((entry) => [entry.seq, entry.note])).toEqual([
    [1, 'first'],
    [2, 'b'],
    [3, 'c']
  ])
  expect((await (await openIn(dir)).verify()).ok).toBe(true)
})

it('a folder that is gone fails the append, and a folder that is back is gone on in', async () => {
  const dir = join(await temporaryFolder(), 'data')
  const journal = await openIn(dir)
  await journal.append(event('one'))
  await rm(dir, { recursive: true })
  await writeFile(dir, 'in the way')
  await expect(journal.append(event('two'))).rejects.toMatchObject({ error: { kind: 'not-saved' } })
  await rm(dir)
  await mkdir(dir)
  await chmod(dir, 0o700)
  expect((await journal.append(event('three'))).seq).toBe(3)
  expect((await journal.verify()).problems).toEqual([{ line: 1, what: 'Before it number 1 is missing.' }])
})
