import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRecord } from '../../../src/main/journal/csv'
import { temporaryFolder } from '../storage/temporary-folder'
import { event, file, fill, filled, linesOf, noon, openIn } from './open-in'

const header =
  'seq,time,phase,of,agent,machine,version,tenant,user,action,verification,ticket,result,rule,status,correlationId,note,expiresAt,application'

describe('JSON lines', () => {
  it('are the bytes of the file, and a chain that can be verified elsewhere', async () => {
    const dir = await temporaryFolder()
    await filled(dir, ['u1', 'u2'])
    const { text, lines } = await (await openIn(dir)).exported('jsonl', {})
    expect(lines).toBe(4)
    expect(text).toBe(await readFile(file(dir), 'utf8'))
    const [first, second] = text.split('\n')
    expect(JSON.parse(second!)).toMatchObject({ prev: createHash('sha256').update(first!).digest('hex') })
  })

  it('of a filter are attempts with their outcomes, in the order of the file', async () => {
    const dir = await temporaryFolder()
    const journal = await openIn(dir)
    await fill(journal, ['u1'])
    await journal.append({ phase: 'attempt', action: 'create' })
    await journal.append({ phase: 'event', action: 'dial', user: 'u9' })
    await journal.append({ phase: 'outcome', of: 3, action: 'create', user: 'u9' })
    const raw = await linesOf(dir)
    expect(await journal.exported('jsonl', { user: 'u9' })).toEqual({
      text: `${raw.slice(2).join('\n')}\n`,
      lines: 3
    })
    expect(await journal.exported('jsonl', { user: undefined, action: 'nothing' })).toEqual({
      text: '',
      lines: 0
    })
  })

  it('hold a damaged line too, as evidence', async () => {
    const dir = await temporaryFolder()
    await filled(dir, ['u1', 'u2'])
    const raw = (await linesOf(dir)).with(1, 'nonsense')
    await writeFile(file(dir), `${raw.join('\n')}\n`)
    const journal = await openIn(dir)
    const { text, lines } = await journal.exported('jsonl', {})
    expect(lines).toBe(5)
    expect(text.split('\n').slice(0, 4)).toEqual(raw)
    expect((await journal.exported('csv', {})).lines).toBe(4)
  })
})

describe('CSV', () => {
  it('has a header, a record for each line, and ISO times', async () => {
    const journal = await openIn(await temporaryFolder())
    await journal.append({
      phase: 'attempt',
      tenant: 'acme',
      application: 'loyalty',
      user: 'u1',
      action: 'issue',
      verification: ['sms-code', 'call-back'],
      ticket: 'INC1'
    })
    await journal.append({
      phase: 'outcome',
      of: 1,
      action: 'issue',
      result: 'unreachable',
      status: 502,
      correlationId: 'c-1',
      note: 'said "no", then hung up',
      expiresAt: noon + 3_600_000
    })
    const { text, lines } = await journal.exported('csv', {})
    expect(lines).toBe(2)
    expect(text.split('\r\n')).toEqual([
      header,
      '1,2026-11-23T12:00:00.000Z,attempt,,ada,desk-17,0.1.0,acme,u1,issue,sms-code call-back,INC1,,,,,,,loyalty',
      '2,2026-11-23T12:00:00.000Z,outcome,1,ada,desk-17,0.1.0,,,issue,,,unreachable,,502,c-1,"said ""no"", then hung up",2026-11-23T13:00:00.000Z,',
      ''
    ])
  })

  it('has its header also where nothing is found, and survives a time that is none', async () => {
    const journal = await openIn(await temporaryFolder())
    expect(await journal.exported('csv', {})).toEqual({ text: `${header}\r\n`, lines: 0 })
    await journal.append({ ...event('x'), expiresAt: 1e300 })
    expect((await journal.exported('csv', {})).text).toContain(',x,1e+300,\r\n')
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '-=a"b,c'])(
    'gives no spreadsheet %j to run',
    async (user) => {
      const journal = await openIn(await temporaryFolder())
      await journal.append({ phase: 'event', action: 'dial', user })
      const [, record] = parseCsv((await journal.exported('csv', {})).text)
      expect(record?.[8]).toBe(`'${user}`)
    }
  )

  it('of any cells is read back as what it was, but for the apostrophe', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('=', '-', '@', '+', '\t', '\r', '\n', '"', ',', 'a') })
    )
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 4 }), (records) => {
        const read = parseCsv(records.map(csvRecord).join(''))
        expect(read).toEqual(
          records.map((cells) => cells.map((text) => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text)))
        )
      })
    )
  })
})

/** A reader of RFC 4180 of its own. */
function parseCsv(text: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
  for (let found = cells.exec(text); found !== null; found = cells.exec(text)) {
    record.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] === ',') continue
    records.push(record)
    record = []
  }
  // else a part of it was not understood
  expect(record).toEqual([])
  expect(records.length === 0 && text !== '').toBe(false)
  return records
}
