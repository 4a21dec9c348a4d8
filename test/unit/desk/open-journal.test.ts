import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { journalOf } from '../../../src/main/desk/open-journal'
import { directRoute } from '../../../src/main/mosaic/connection'
import { openPolicy } from '../../../src/main/policy/policy-store'
import { temporaryFolder } from '../storage/temporary-folder'

async function openIn(dir: string) {
  const told: string[] = []
  const policy = await openPolicy({ machineFolder: join(dir, 'machine'), userFolder: dir })
  const { open, stop } = journalOf({
    dir,
    agent: 'ada',
    machine: 'desk-17',
    version: '0.1.0',
    policy,
    route: directRoute,
    tell: (_title, message) => told.push(message)
  })
  return { journal: await open(), told, stop }
}

const line = { phase: 'event', action: 'dial', result: 'done' } as const

it('what somebody did to the journal while Tessera runs is told with the next line', async () => {
  const dir = await temporaryFolder()
  const { journal, told, stop } = await openIn(dir)
  await journal.append(line)
  await journal.append(line)
  expect(told).toEqual([])

  const file = join(dir, 'journal.jsonl')
  const [first = ''] = (await readFile(file, 'utf8')).split('\n')
  await writeFile(file, `${first}\n`)
  await journal.append(line)
  expect(told).toEqual([expect.stringContaining('At the end number 2 is missing.')])
  // once: who has read and dismissed it knows it
  await journal.append(line)
  expect(told).toHaveLength(1)
  await stop()
})
