import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import type { Tessera } from '../app'
import { documentStrings, heldIn } from './page-memory'
import { newId } from './people'

/**
 * Which of the texts the page still has: on its scripts' heap, in its document. The heap is searched in a way that finds: a mark that
 * is put there. A snapshot takes seconds, so there is one for each state of the page.
 */
export async function pageHolds(
  tessera: Tessera,
  texts: readonly string[]
): Promise<{ heap: string[]; document: string[] }> {
  const mark = newId()
  await tessera.page.evaluate((mark) => Object.assign(window, { mark }), mark)
  const heap = [await heapText(tessera)]
  expect(heldIn(heap, [mark])).toEqual([mark])
  return { heap: heldIn(heap, texts), document: heldIn(await documentStrings(tessera.page), texts) }
}

/** Every string that the page's scripts hold, a line each. In a file the snapshot costs half of what it does through the debugger's protocol. */
async function heapText({ app, page }: Tessera): Promise<string> {
  const debug = await page.context().newCDPSession(page)
  await debug.send('HeapProfiler.enable')
  // weak references and finalisers take more than one round
  for (let round = 0; round < 3; round++) await debug.send('HeapProfiler.collectGarbage')
  await debug.detach()
  const folder = await mkdtemp(join(tmpdir(), 'tessera-e2e-heap-'))
  try {
    const file = join(folder, 'page.heapsnapshot')
    await app.evaluate(
      ({ BrowserWindow }, file) => BrowserWindow.getAllWindows()[0]?.webContents.takeHeapSnapshot(file),
      file
    )
    const snapshot = await readFile(file)
    // its last part, at the only such line: within a string the line break would be escaped
    const strings = snapshot.toString('utf8', snapshot.indexOf('\n"strings":['))
    return (JSON.parse(`{${strings}`) as { strings: string[] }).strings.join('\n')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
