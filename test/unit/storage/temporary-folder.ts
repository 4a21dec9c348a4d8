import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'

/** A new empty folder, removed after the test that asked for it. */
export async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'tessera-storage-'))
  folders.push(dir)
  return dir
}

const folders: string[] = []

afterEach(async () => {
  // what is tidied up in the background may still write there
  await Promise.all(folders.splice(0).map((dir) => rm(dir, { recursive: true, force: true, maxRetries: 5 })))
})
