import { createHash } from 'node:crypto'
import { chmod, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../storage/temporary-folder'
import { event, file, fill, filled, head, linesOf, noon, openIn } from './open-in'

const posix = process.platform !== 'win32'
const day = 24 * 3_600_000

describe('a journal', () => {
  it('that is new is whole, and begins with number 1', async () => {
    const dir = join(await temporaryFolder(), 'user', 'data')
    const journal = await openIn(dir)
    expect(await journal.verify()).toEqual({ ok: true, lines: 0, problems: [], remarks: [] })
    expect(journal.remarks()).toEqual([])
    expect(await journal.append(event('one'))).toEqual({
      seq: 1,
      at: noon,
      agent: 'ada',
      machine: 'desk-17',
      version: '0.1.0',
      phase: 'event',
      action: 'dial',
      note: 'one'
    })
    expect((await readdir(dir)).sort()).toEqual(['journal.head.json', 'journal.jsonl'])
    if (posix) {
      for (const path of [file(dir), head(dir)]) expect((await stat(path)).mode & 0o777).toBe(0o600)
      expect((await stat(dir)).mode & 0o777).toBe(0o700)
    }
  })

  it('bears in each line the hash of the bytes of the one before, and the last one in the head', async () => {
    const dir = await temporaryFolder()
    await filled(dir, ['u1', 'u2'])
    const lines = await linesOf(dir)
    let prev = '0'.repeat(64)
    for (const [index, line] of lines.entries()) {
      expect(JSON.parse(line)).toMatchObject({ v: 1, seq: index + 1, prev })
      prev = createHash('sha256').update(line).digest('hex')
    }
    expect(lines).toHaveLength(4)
    expect(JSON.parse(await readFile(head(dir), 'utf8'))).toEqual({ version: 1, seq: 4, hash: prev })
  })

  it('has a line and its head on the disk when an append resolves', async () => {
    const dir = await temporaryFolder()
    const journal = await openIn(dir)
    for (let number = 1; number <= 3; number++) {
      await journal.append(event(`number ${number}`))
      expect(JSON.parse((await linesOf(dir)).at(-1)!)).toMatchObject({ seq: number })
      expect(JSON.parse(await readFile(head(dir), 'utf8'))).toMatchObject({ seq: number })
      expect(journal.settled()).toBe((await stat(file(dir))).size)
    }
  })

  it('goes on where it ended when it is opened again', async () => {
    const dir = await temporaryFolder()
    await filled(dir, ['u1'])
    const again = await openIn(dir)
    expect(again.remarks()).toEqual([])
    expect((await again.append(event('third'))).seq).toBe(3)
    expect(await again.verify()).toEqual({ ok: true, lines: 3, problems: [], remarks: [] })
  })

  it('takes what was appended at once in the order of the calls, none lost', async () => {
    const dir = await temporaryFolder()
    const journal = await openIn(dir)
    const notes = Array.from({ length: 40 }, (_, index) => `note ${index}`)
    const [entries, checks] = await Promise.all([
      Promise.all(notes.map((note) => journal.append(event(note)))),
      Promise.all([1, 2, 3].map(() => journal.verify()))
    ])
    expect(entries.map((entry) => [entry.seq, entry.note])).toEqual(
      notes.map((note, index) => [index + 1, note])
    )
    expect(checks.map((check) => check.ok)).toEqual([true, true, true])
    expect(journal.recent(0)).toEqual(entries)
    expect((await openIn(dir)).recent(0)).toEqual(entries)
  })

  it('holds any text in one line, and gives back what it holds', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 4 }), async (pairs) => {
        const dir = await temporaryFolder()
        const journal = await openIn(dir)
        for (const [user, note] of pairs) await journal.append({ phase: 'event', action: 'dial', user, note })
        const again = await openIn(dir)
        expect(again.recent(0).map((entry) => [entry.user, entry.note])).toEqual(pairs)
        expect(await again.verify()).toMatchObject({ ok: true, lines: pairs.length })
      }),
      { numRuns: 30 }
    )
  })

  it('clips a note that is too long rather than lose the line', async () => {
    const journal = await openIn(await temporaryFolder())
    expect((await journal.append(event('x'.repeat(700)))).note).toBe('x'.repeat(600))
    expect((await journal.verify()).ok).toBe(true)
  })

  it('refuses what could not be read back, and goes on', async () => {
    const dir = await temporaryFolder()
    const journal = await openIn(dir)
    await expect(journal.append({ ...event('one'), status: 1.5 })).rejects.toBeInstanceOf(TypeError)
    await journal.append(event('two'))
    expect(await journal.verify()).toMatchObject({ ok: true, lines: 1 })
  })

  it('keeps the entries of eight days in memory, and all of them in the file', async () => {
    const dir = await temporaryFolder()
    let now = noon - 9 * day
    const journal = await openIn(dir, () => now)
    await journal.append(event('nine days ago'))
    now = noon - 7 * day
    await journal.append(event('seven days ago'))
    now = noon
    await journal.append(event('now'))
    const notes = (since: number, from = journal) => from.recent(since).map((entry) => entry.note)
    expect(notes(0)).toEqual(['seven days ago', 'now'])
    expect(notes(noon)).toEqual(['now'])
    expect(notes(0, await openIn(dir))).toEqual(['seven days ago', 'now'])
    expect((await journal.query({}, { limit: 10 })).rows).toHaveLength(3)
  })

  it.skipIf(!posix)('makes its files private where they were not', async () => {
    const dir = await temporaryFolder()
    await filled(dir, ['u1'])
    for (const path of [file(dir), head(dir)]) await chmod(path, 0o644)
    await fill(await openIn(dir), ['u2'])
    for (const path of [file(dir), head(dir)]) expect((await stat(path)).mode & 0o777).toBe(0o600)
  })
})
