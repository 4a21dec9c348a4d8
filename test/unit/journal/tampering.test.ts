import { readFile, rm, writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Journal } from '../../../src/main/journal/journal'
import { toAppError } from '../../../src/shared/errors'
import { temporaryFolder } from '../storage/temporary-folder'
import { event, file, filled, head, openIn } from './open-in'

/** Both files as bytes; undefined where one is missing. */
interface Files {
  journal: Buffer | undefined
  head: Buffer | undefined
}

let whole: { journal: Buffer; head: Buffer }
let lines: Buffer[]

beforeAll(async () => {
  const dir = await temporaryFolder()
  await filled(dir, ['u1', 'u2', 'u3', 'u4'])
  whole = { journal: await readFile(file(dir)), head: await readFile(head(dir)) }
  lines = whole.journal
    .toString('utf8')
    .split(/(?<=\n)/)
    .map((line) => Buffer.from(line))
  if (lines.length !== 8) throw new Error('this is another journal')
})

async function put(dir: string, files: Files): Promise<void> {
  for (const [path, bytes] of [
    [file(dir), files.journal],
    [head(dir), files.head]
  ] as const) {
    await (bytes === undefined ? rm(path, { force: true }) : writeFile(path, bytes))
  }
}

function withByte(bytes: Buffer, at: number, value: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at] = value
  return changed
}

/**
 * Where a change is not found: it has to be while the journal is open, and for ever after it was opened again, gone on
 * with and opened once more.
 */
async function missed(files: Files): Promise<string[]> {
  const dir = await temporaryFolder()
  await put(dir, whole)
  const open = await openIn(dir)
  await put(dir, files)
  const missed = (await isFound(open)) ? [] : ['while it was open']
  for (const time of ['first', 'second', 'third']) {
    const again = await openIn(dir)
    if (again.remarks().length === 0) missed.push(`told at the ${time} start`)
    if (!(await isFound(again))) missed.push(`after the ${time} start`)
    // what looks as if a newer version wrote it stays shut
    const went = await again.append(event('goes on')).catch((error: unknown) => toAppError(error))
    if ('kind' in went !== looksNewer(files.head)) missed.push(`gone on with after the ${time} start`)
    if (!(await isFound(again))) missed.push(`when gone on with after the ${time} start`)
  }
  return missed
}

function looksNewer(head: Buffer | undefined): boolean {
  try {
    return (JSON.parse(head?.toString('utf8') ?? '') as { version: number }).version > 1
  } catch {
    return false
  }
}

/** It says in a sentence where and what is wrong. */
async function isFound(journal: Journal): Promise<boolean> {
  const { ok, problems } = await journal.verify()
  const [first] = problems
  return !ok && first !== undefined && first.line >= 1 && /^[A-Z].+\.$/.test(first.what)
}

describe('in a journal that nobody touched', () => {
  it('nothing is found, however often it is opened', async () => {
    const dir = await temporaryFolder()
    await put(dir, whole)
    for (let times = 0; times < 3; times++) {
      const journal = await openIn(dir)
      expect(journal.remarks()).toEqual([])
      expect(await journal.verify()).toEqual({ ok: true, lines: 8, problems: [], remarks: [] })
    }
    expect(await readFile(file(dir))).toEqual(whole.journal)
    expect(await readFile(head(dir))).toEqual(whole.head)
  })
})

describe('of a journal is found', () => {
  it('each single byte that is changed, in either file, one after the other', async () => {
    const dir = await temporaryFolder()
    await put(dir, whole)
    const journal = await openIn(dir)
    for (const name of ['journal', 'head'] as const) {
      const path = name === 'journal' ? file(dir) : head(dir)
      for (const [at, old] of whole[name].entries()) {
        // a digit becomes another one and a letter its neighbour, which is the hardest to see
        await writeFile(path, withByte(whole[name], at, old ^ 1))
        expect((await journal.verify()).ok, `byte ${at} of ${name}`).toBe(false)
      }
      await writeFile(path, whole[name])
    }
    expect((await journal.verify()).ok).toBe(true)
  })

  const byte = fc.record({
    name: fc.constantFrom('journal' as const, 'head' as const),
    at: fc.nat(),
    by: fc.integer({ min: 1, max: 255 })
  })
  it('any byte that is changed to any other, also after it was opened again', async () => {
    await fc.assert(
      fc.asyncProperty(byte, async ({ name, at, by }) => {
        const place = at % whole[name].length
        expect(
          await missed({ ...whole, [name]: withByte(whole[name], place, whole[name][place]! ^ by) })
        ).toEqual([])
      }),
      { numRuns: 120 }
    )
  })

  const index = fc.nat({ max: 7 })
  it('any line that is taken out', async () => {
    for (const [gone] of lines.entries()) {
      expect(
        await missed({ ...whole, journal: Buffer.concat(lines.filter((_, at) => at !== gone)) })
      ).toEqual([])
    }
  })

  it('any two lines that change places', async () => {
    await fc.assert(
      fc.asyncProperty(index, index, async (one, other) => {
        fc.pre(one !== other)
        const swapped = lines.with(one, lines[other]!).with(other, lines[one]!)
        expect(await missed({ ...whole, journal: Buffer.concat(swapped) })).toEqual([])
      }),
      { numRuns: 20 }
    )
  })

  it('any line that is put in a second time, anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(index, fc.nat({ max: 8 }), async (one, at) => {
        expect(
          await missed({ ...whole, journal: Buffer.concat(lines.toSpliced(at, 0, lines[one]!)) })
        ).toEqual([])
      }),
      { numRuns: 20 }
    )
  })

  it('a tail that is cut off anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (at) => {
        expect(
          await missed({ ...whole, journal: whole.journal.subarray(0, at % whole.journal.length) })
        ).toEqual([])
      }),
      { numRuns: 30 }
    )
    // whole lines too
    for (let kept = 0; kept < 8; kept++) {
      expect(await missed({ ...whole, journal: Buffer.concat(lines.slice(0, kept)) })).toEqual([])
    }
  })

  it('a head that is cut off, grown or gone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (at) => {
        expect(await missed({ ...whole, head: whole.head.subarray(0, at % whole.head.length) })).toEqual([])
      }),
      { numRuns: 10 }
    )
    expect(await missed({ ...whole, head: Buffer.concat([whole.head, Buffer.from('\n')]) })).toEqual([])
    expect(await missed({ ...whole, head: Buffer.concat([Buffer.from('\uFEFF'), whole.head]) })).toEqual([])
    expect(await missed({ ...whole, head: undefined })).toEqual([])
  })

  it('a head that names another number for the same line', async () => {
    const text = whole.head.toString('utf8')
    for (const seq of [0, 1, 5, 7, 9, 10, 88]) {
      const head = Buffer.from(text.replace('"seq": 8', `"seq": ${seq}`))
      expect(head.equals(whole.head)).toBe(false)
      expect(await missed({ ...whole, head })).toEqual([])
    }
  })

  it('while it is open: what somebody wrote behind its last line', async () => {
    const dir = await temporaryFolder()
    await put(dir, whole)
    const journal = await openIn(dir)
    for (const more of ['x', '{}\n', '\n', '\0\0']) {
      await put(dir, { ...whole, journal: Buffer.concat([whole.journal, Buffer.from(more)]) })
      expect(await isFound(journal)).toBe(true)
    }
  })

  it('the whole file when it is gone or another one', async () => {
    expect(await missed({ ...whole, journal: undefined })).toEqual([])
    expect(await missed({ ...whole, journal: Buffer.from('not a journal\n') })).toEqual([])
    expect(await missed({ ...whole, journal: Buffer.alloc(2_000) })).toEqual([])
  })

  it('while it is open: both files put back together to an earlier state, or gone together', async () => {
    const dir = await temporaryFolder()
    const journal = await openIn(dir)
    await journal.append(event('one'))
    const earlier: Files = { journal: await readFile(file(dir)), head: await readFile(head(dir)) }
    await journal.append(event('two'))
    const later: Files = { journal: await readFile(file(dir)), head: await readFile(head(dir)) }
    for (const files of [earlier, { journal: undefined, head: undefined }]) {
      await put(dir, files)
      expect(await isFound(journal)).toBe(true)
      expect((await journal.verify()).problems[0]?.what).toMatch(/^At the end .+ missing\.$/)
      await put(dir, later)
    }
    expect((await journal.verify()).ok).toBe(true)
    await put(dir, earlier)
    await journal.append(event('three'))
    expect(await isFound(journal)).toBe(true)
    expect(await isFound(await openIn(dir))).toBe(true)
  })
})
