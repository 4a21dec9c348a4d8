import { appendFile, chmod, chown, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toAppError } from '../../../src/shared/errors'
import { temporaryFolder } from '../storage/temporary-folder'
import { event, file, filled, head, linesOf, openIn } from './open-in'

const posix = process.platform !== 'win32'
const tornName = 'journal.torn-2026-11-23T12-00-00Z'

async function twoUsers(): Promise<string> {
  const dir = await temporaryFolder()
  await filled(dir, ['u1', 'u2'])
  return dir
}

const lastLine = async (dir: string) => JSON.parse((await linesOf(dir)).at(-1)!) as Record<string, unknown>

describe('a line that was never written to its end', () => {
  it.each([
    ['is cut off', '{"v":1,"seq":5,"at":17'],
    ['lacks only its line break', '{"v":1,"seq":5}'],
    ['is noughts, as a file system may leave it', '\0'.repeat(300)],
    ['is noughts with a line break', `${'\0'.repeat(300)}\n`],
    ['is longer than the line that takes its place', `{"v":1,"note":"${'x'.repeat(5_000)}`]
  ])('because it %s is set aside, cut off and told, and the chain goes on', async (_what, torn) => {
    const dir = await twoUsers()
    await appendFile(file(dir), torn)
    const journal = await openIn(dir)
    expect(await readFile(join(dir, tornName), 'utf8')).toBe(torn)
    if (posix) expect((await stat(join(dir, tornName))).mode & 0o777).toBe(0o600)
    const remark = expect.stringContaining(tornName) as string
    expect(journal.remarks()).toEqual([remark])
    expect(await lastLine(dir)).toMatchObject({ seq: 5, phase: 'event', action: 'gap', note: remark })
    await journal.append(event('six'))
    expect(await journal.verify()).toEqual({ ok: true, lines: 6, problems: [], remarks: [remark] })
    expect((await openIn(dir)).remarks()).toEqual([])
  })

  it('is set aside where it would have been the first', async () => {
    const dir = await temporaryFolder()
    await openIn(dir)
    await writeFile(file(dir), '{"v":1')
    const journal = await openIn(dir)
    expect(await readFile(join(dir, tornName), 'utf8')).toBe('{"v":1')
    expect(await journal.verify()).toMatchObject({ ok: true, lines: 1 })
  })

  it('never replaces another one that was set aside in the same second', async () => {
    const dir = await twoUsers()
    for (const torn of ['first', 'second']) {
      await appendFile(file(dir), torn)
      await openIn(dir)
    }
    expect(await readFile(join(dir, tornName), 'utf8')).toBe('first')
    expect(await readFile(join(dir, `${tornName}-2`), 'utf8')).toBe('second')
  })
})

describe('a head', () => {
  it('that is one line behind, as after a crash between the two, is put right without a word', async () => {
    const dir = await twoUsers()
    const before = await readFile(head(dir))
    await (await openIn(dir)).append(event('five'))
    const after = await readFile(head(dir))
    await writeFile(head(dir), before)
    const journal = await openIn(dir)
    expect(journal.remarks()).toEqual([])
    expect(await readFile(head(dir))).toEqual(after)
    expect(await journal.verify()).toEqual({ ok: true, lines: 5, problems: [], remarks: [] })
  })

  it('that is behind the very first line is put right too', async () => {
    const dir = await temporaryFolder()
    const journal = await openIn(dir)
    const fresh = await readFile(head(dir))
    await journal.append(event('one'))
    await writeFile(head(dir), fresh)
    expect(await (await openIn(dir)).verify()).toEqual({ ok: true, lines: 1, problems: [], remarks: [] })
  })

  it('that is several lines behind a whole chain is put right and told', async () => {
    const dir = await twoUsers()
    const before = await readFile(head(dir))
    await filled(dir, ['u3'])
    await writeFile(head(dir), before)
    const journal = await openIn(dir)
    expect(journal.remarks()).toEqual([
      'The journal is not as Tessera left it. 2 lines stood behind the last one on record; their chain is whole.'
    ])
    expect(await journal.verify()).toMatchObject({ ok: true, lines: 7 })
  })

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['of another shape', '{"version":1,"seq":4}\n'],
    ['one that could not be counted on from', `{"version":1,"seq":9e15,"hash":"${'a'.repeat(64)}"}`]
  ])('that is %s is made anew, and told for ever', async (_what, text) => {
    const dir = await twoUsers()
    await (text === undefined ? rm(head(dir)) : writeFile(head(dir), text))
    const journal = await openIn(dir)
    expect(journal.remarks()).toEqual([expect.stringContaining('journal.head.json') as string])
    expect((await journal.append(event('six'))).seq).toBe(6)
    for (const open of [journal, await openIn(dir)]) {
      expect((await open.verify()).problems).toEqual([
        { line: 5, what: expect.stringMatching(/^The chain begins anew here/) as string }
      ])
    }
  })

  it.each([[false], [true]])(
    'that is there without its lines says how many are missing (an empty file: %s)',
    async (empty) => {
      const dir = await twoUsers()
      await rm(file(dir))
      if (empty) await writeFile(file(dir), '')
      const journal = await openIn(dir)
      expect(journal.remarks()[0]).toContain('the numbers 1 to 4 are missing')
      expect((await journal.append(event('six'))).seq).toBe(6)
      expect((await journal.verify()).problems).toEqual([
        { line: 1, what: 'Before it the numbers 1 to 4 are missing.' }
      ])
    }
  )
})

describe('a journal that was changed', () => {
  it('goes on after a gap, once for each change, and tells of it at each start', async () => {
    const dir = await twoUsers()
    const lines = await linesOf(dir)
    await writeFile(file(dir), `${lines.with(1, lines[1]!.replace('done', 'gone')).join('\n')}\n`)
    const what = 'Line 3: It does not follow from line 2: one of the two was changed.'
    const first = await openIn(dir)
    expect(first.remarks()).toEqual([`The journal is not as Tessera left it. ${what}`])
    expect(await lastLine(dir)).toMatchObject({ seq: 5, action: 'gap', note: what })
    const second = await openIn(dir)
    expect(second.remarks()).toEqual([`The journal is not whole. ${what}`])
    expect(await second.verify()).toMatchObject({ ok: false, lines: 5, problems: [{ line: 3 }] })
  })

  const line = (number: number, change: (line: string) => string) => async (dir: string) => {
    const lines = await linesOf(dir)
    await writeFile(file(dir), `${lines.with(number - 1, change(lines[number - 1]!)).join('\n')}\n`)
  }
  const notTheLast = 'The last line is not the one that was written, or its record was changed.'
  it.each<[string, string, string, (dir: string) => Promise<void>]>([
    [
      'a byte in its middle',
      'Line 3: It does not follow from line 2: one of the two was changed.',
      'Line 3: It does not follow from line 2: one of the two was changed.',
      line(2, (text) => text.replace('u1', 'u7'))
    ],
    [
      'a byte that makes a line unreadable',
      'Line 2: It cannot be read: it was changed or damaged.',
      'Line 2: It cannot be read: it was changed or damaged.',
      line(2, (text) => `x${text.slice(1)}`)
    ],
    [
      'a byte of its last line',
      notTheLast,
      'Line 4: The last line is not the one that was written, or the record of it was changed.',
      line(4, (text) => text.replace('u2', 'u7'))
    ],
    [
      'the record of its last line',
      notTheLast,
      'Line 4: The record of the last line, journal.head.json, was changed.',
      async (dir) => {
        const text = await readFile(head(dir), 'utf8')
        await writeFile(
          head(dir),
          text.replace(/"hash": "(.)/, (_, one) => `"hash": "${one === '0' ? '1' : '0'}`)
        )
      }
    ],
    [
      'the record of its last line, which is gone,',
      'The record of the last line, journal.head.json, was missing.',
      'Line 4: The record of the last line, journal.head.json, is missing.',
      (dir) => rm(head(dir))
    ],
    [
      'its last line, which is cut off,',
      'At the end number 4 is missing.',
      'Line 4: At the end number 4 is missing.',
      async (dir) => writeFile(file(dir), `${(await linesOf(dir)).slice(0, -1).join('\n')}\n`)
    ]
  ])(
    'in %s says so while it is open, and at the next start, in its gap too, and stays broken',
    async (_what, told, found, change) => {
      const dir = await twoUsers()
      const open = await openIn(dir)
      await change(dir)
      const { problems } = await open.verify()
      expect(problems.map(({ line, what }) => `Line ${line}: ${what}`)).toContain(found)
      const journal = await openIn(dir)
      expect(journal.remarks()).toHaveLength(1)
      expect(journal.remarks()[0]).toContain(told)
      const gap = await lastLine(dir)
      expect(gap).toMatchObject({
        phase: 'event',
        action: 'gap',
        note: expect.stringContaining(told) as string
      })
      expect(await journal.verify()).toMatchObject({ ok: false })
      await journal.append(event('goes on'))
      for (const open of [journal, await openIn(dir)]) {
        const { ok, problems } = await open.verify()
        expect(ok).toBe(false)
        expect(problems[0]?.line).toBeGreaterThan(1)
      }
    }
  )

  it('whose tail was cut off keeps the numbers that were there free', async () => {
    const dir = await twoUsers()
    await writeFile(file(dir), `${(await linesOf(dir)).slice(0, 2).join('\n')}\n`)
    const journal = await openIn(dir)
    expect(await lastLine(dir)).toMatchObject({
      seq: 5,
      action: 'gap',
      note: 'At the end the numbers 3 to 4 are missing.'
    })
    expect((await journal.verify()).problems).toEqual([
      { line: 3, what: 'Before it the numbers 3 to 4 are missing.' }
    ])
  })

  it('whose gap is written and its head is not, as after a crash between the two, gets no second gap', async () => {
    const dir = await twoUsers()
    const before = await readFile(head(dir))
    await writeFile(file(dir), `${(await linesOf(dir)).slice(0, 2).join('\n')}\n`)
    await openIn(dir)
    const gone = await readFile(file(dir))
    await writeFile(head(dir), before)
    const journal = await openIn(dir)
    expect(await readFile(file(dir))).toEqual(gone)
    expect((await journal.verify()).problems).toHaveLength(1)
  })

  it('while it was open is noticed by the next append', async () => {
    const dir = await twoUsers()
    const journal = await openIn(dir)
    await appendFile(file(dir), 'somebody was here\n')
    expect((await journal.append(event('six'))).seq).toBe(6)
    expect(await readFile(join(dir, tornName), 'utf8')).toBe('somebody was here\n')
    await rm(head(dir))
    expect((await journal.append(event('eight'))).seq).toBe(8)
    expect(journal.remarks().at(-1)).toContain('journal.head.json, was missing')
    expect((await journal.verify()).problems).toHaveLength(1)
  })

  it('while it was open and is damaged in its middle can still be searched', async () => {
    const dir = await twoUsers()
    const lines = await linesOf(dir)
    await writeFile(file(dir), `${lines.with(1, 'nonsense').join('\n')}\n`)
    const { rows } = await (await openIn(dir)).query({}, { limit: 10 })
    expect(rows.map((row) => [row.entry.seq, row.outcome?.seq])).toEqual([
      [5, undefined],
      [3, 4],
      [1, undefined]
    ])
  })
})

describe('a journal that must be left alone', () => {
  /** What it does about it, and whether it left the files as they were. */
  async function whenBarred(dir: string) {
    const contents = () =>
      Promise.all([file(dir), head(dir)].map((path) => readFile(path, 'utf8').catch(() => 'none')))
    const before = await contents()
    const journal = await openIn(dir)
    const acts = [
      () => journal.append(event('x')),
      () => journal.append(event('again')),
      () => journal.query({}, { limit: 1 }),
      () => journal.exported('csv', {})
    ]
    const failures = []
    for (const act of acts) failures.push(toAppError(await act().catch((error: unknown) => error)))
    const { ok } = await journal.verify()
    return { remarks: journal.remarks(), failures, ok, before, after: await contents() }
  }

  function expected(why: RegExp) {
    const detail = expect.stringMatching(why) as string
    const failure = { kind: 'not-saved', fileName: 'journal.jsonl', reason: 'barred', detail }
    return { remarks: [detail], failures: [failure, failure, failure, failure], ok: false }
  }

  it('because its head is of a newer version', async () => {
    const dir = await twoUsers()
    await writeFile(head(dir), '{"version":2,"anything":true}')
    const { before, after, ...what } = await whenBarred(dir)
    expect(what).toEqual(expected(/a newer version of Tessera wrote it/))
    expect(after).toEqual(before)
  })

  it('because its last line is of a newer version and there is no head of this one', async () => {
    const dir = await twoUsers()
    await appendFile(file(dir), '{"v":2,"anything":true}\n')
    await rm(head(dir))
    const { before, after, ...what } = await whenBarred(dir)
    expect(what).toEqual(expected(/a newer version of Tessera wrote it/))
    expect(after).toEqual(before)
  })

  it.each(['journal.jsonl', 'journal.head.json'])('because %s is a folder', async (name) => {
    const dir = await temporaryFolder()
    await mkdir(join(dir, name))
    const { before, after, ...what } = await whenBarred(dir)
    expect(what).toEqual(expected(/it cannot be read \(EISDIR\)/))
    expect(after).toEqual(before)
    expect(await readdir(dir)).toEqual([name])
  })

  it.skipIf(!posix).each(['journal.jsonl', 'journal.head.json'])(
    'because %s may not be read, and is used again once it may',
    async (name) => {
      const dir = await twoUsers()
      const path = join(dir, name)
      const all = (await readdir(dir)).map((name) => join(dir, name))
      await asOrdinaryUser([dir, ...all], async () => {
        await chmod(path, 0)
        const journal = await openIn(dir)
        const failing = journal.append(event('x'))
        await expect(failing).rejects.toMatchObject({ error: { kind: 'not-saved', reason: 'barred' } })
        expect(journal.remarks()[0]).toMatch(/it cannot be read \(EACCES\)/)
        expect((await journal.verify()).problems[0]?.what).toMatch(/EACCES/)
        await chmod(path, 0o600)
        expect((await journal.append(event('five'))).seq).toBe(5)
        expect(journal.remarks()).toEqual([])
        expect(await journal.verify()).toMatchObject({ ok: true, lines: 5 })
      })
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
