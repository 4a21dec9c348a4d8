import { appendFile, chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { lookAtJournal } from '../../../src/main/diagnose/journal-part'
import { file, filled, head, linesOf } from '../journal/open-in'
import { temporaryFolder } from '../storage/temporary-folder'

/** The states by label, once with the whole chain followed and once with the end alone. */
async function looked(dir: string, limit?: number): Promise<Record<string, string>> {
  const findings = await lookAtJournal(dir, limit)
  return Object.fromEntries(findings.map(({ label, state, value }) => [label, `${state}: ${value}`]))
}

it('where there is none yet', async () => {
  expect(await looked(await temporaryFolder())).toEqual({ 'journal.jsonl': 'fact: not there yet' })
})

it('that has no line yet, only the record that says so', async () => {
  const dir = await temporaryFolder()
  await filled(dir, [])
  expect(await looked(dir)).toEqual({ 'journal.jsonl': 'fact: not there yet' })
})

it('that is whole, and a long one by its end', async () => {
  const dir = await temporaryFolder()
  await filled(dir, ['u1', 'u2'])
  expect(await looked(dir)).toMatchObject({
    Chain: 'good: 4 lines, each follows from the one before',
    'Last line': 'good: number 4, the one on record'
  })
  expect(await looked(dir, 10)).toMatchObject({
    Chain: expect.stringMatching(/^fact: long/) as string,
    'Last line': 'good: number 4, the one on record'
  })
})

it.each<[string, (dir: string) => Promise<unknown>, string, RegExp]>([
  ['was changed', changed, 'Chain', /^attention: Line [23]/],
  [
    'lost its end',
    async (dir) => writeFile(file(dir), `${(await linesOf(dir)).slice(0, 2).join('\n')}\n`),
    'Last line',
    /number 2, not the one on record \(number 4\)/
  ],
  ['has half a line', (dir) => appendFile(file(dir), '{"v":1'), 'End', /^attention/],
  ['lost its record', (dir) => rm(head(dir)), 'Last line', /journal.head.json, is missing/],
  ['has a damaged record', (dir) => writeFile(head(dir), '{'), 'Last line', /is damaged/],
  ['has a record of a newer Tessera', (dir) => writeFile(head(dir), '{"version":2}'), 'Last line', /newer/],
  ['was taken away', (dir) => rm(file(dir)), 'journal.jsonl', /although there is a record/],
  ['is a folder', async (dir) => (await rm(file(dir)), mkdir(file(dir))), 'journal.jsonl', /no file/]
])('that %s: it is told and left as it is', async (_, spoil, label, words) => {
  const dir = await temporaryFolder()
  await filled(dir, ['u1', 'u2'])
  await spoil(dir)
  expect((await looked(dir))[label]).toMatch(words)
})

it('is read as it is: neither its bytes nor its rights change', async () => {
  const dir = await temporaryFolder()
  await filled(dir, ['u1'])
  await chmod(file(dir), 0o644)
  await chmod(head(dir), 0o644)
  const before = await Promise.all([file(dir), head(dir)].map((path) => stat(path, { bigint: true })))
  await looked(dir)
  const after = await Promise.all([file(dir), head(dir)].map((path) => stat(path, { bigint: true })))
  expect(after.map(({ mtimeNs, ctimeNs, mode, size }) => [mtimeNs, ctimeNs, mode, size])).toEqual(
    before.map(({ mtimeNs, ctimeNs, mode, size }) => [mtimeNs, ctimeNs, mode, size])
  )
})

async function changed(dir: string): Promise<void> {
  await writeFile(file(dir), (await readFile(file(dir), 'utf8')).replace('"u1"', '"u9"'))
}
