import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { recordsOf } from '../../../src/main/desk/records'
import { openJournal } from '../../../src/main/journal/journal'
import { temporaryFolder } from '../storage/temporary-folder'
import { failureOf } from './practice-desk'

async function recordsIn(dir: string, chosen: string | undefined) {
  const journal = await openJournal({ dir, agent: 'ada', machine: 'desk-17', version: '0.1.0' })
  await journal.append({ phase: 'event', action: 'dial', result: 'done' })
  return recordsOf({ journal: async () => journal, chooseFile: async () => chosen, now: Date.now })
}

it('an export is written to the file that was chosen', async () => {
  const dir = await temporaryFolder()
  const records = await recordsIn(dir, join(dir, 'out.jsonl'))
  expect(await records.export('jsonl', {})).toEqual({ fileName: 'out.jsonl', lines: 1 })
  expect(await readFile(join(dir, 'out.jsonl'), 'utf8')).toContain('"dial"')
})

it('an export whose place was not chosen is none', async () => {
  const dir = await temporaryFolder()
  const records = await recordsIn(dir, undefined)
  const before = await readdir(dir)
  expect(await records.export('csv', {})).toEqual({ lines: 1 })
  expect(await readdir(dir)).toEqual(before)
})

it('an export that cannot be written is told by the name of its file', async () => {
  const dir = await temporaryFolder()
  await mkdir(join(dir, 'a folder.csv'))
  for (const name of ['a folder.csv', 'nowhere/out.csv']) {
    const records = await recordsIn(dir, join(dir, name))
    expect(await failureOf(records.export('csv', {}))).toMatchObject({
      kind: 'not-saved',
      fileName: name.split('/').at(-1)
    })
  }
})
