import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { checkIntegrity, installFallback } from '../../../scripts/setup/electron-fallback.mjs'
import { SetupError } from '../../../scripts/setup/project.mjs'
import { put, scratch } from './scratch'

const bytes = Buffer.alloc(5_000_000, 'tile ')
const pinned = createHash('sha512').update(bytes).digest('base64')

/** The same, but for one bit in the middle of the last piece that is read. */
function changed(): Buffer {
  const copy = Buffer.from(bytes)
  copy.writeUInt8(copy.readUInt8(4_900_000) ^ 1, 4_900_000)
  return copy
}

function file(content: Buffer): string {
  const name = join(scratch(), 'package.tgz')
  put(name, content)
  return name
}

/** Installs what an npm would deliver with these bytes; answers how it failed and what lies in the cache then. */
async function install(content: Buffer, sha512?: string) {
  const log = vi.spyOn(console, 'log').mockReturnValue()
  const cache = scratch()
  const download = (staging: string) => {
    put(join(staging, 'package.tgz'), content)
    return join(staging, 'package.tgz')
  }
  const failure = await installFallback({ TESSERA_CACHE: cache }, { download, sha512 }).then(
    () => undefined,
    (error: unknown) => error
  )
  log.mockRestore()
  return { failure, left: readdirSync(cache) }
}

it('takes the bytes that are pinned', async () => {
  await expect(checkIntegrity(file(bytes), pinned)).resolves.toBeUndefined()
})

it.each([
  ['a changed byte', changed()],
  ['a missing byte', bytes.subarray(1)],
  ['nothing', Buffer.alloc(0)]
])('refuses %s', async (_, content) => {
  await expect(checkIntegrity(file(content), pinned)).rejects.toThrow('is not the file that is pinned')
})

it('pins one file where nothing else is asked for', async () => {
  await expect(checkIntegrity(file(bytes))).rejects.toThrow('instead of bWBeKf5c7ctqsQfX')
})

it('keeps nothing of a download with a changed byte, and does not unpack it', async () => {
  const { failure, left } = await install(changed(), pinned)
  expect(failure).toBeInstanceOf(SetupError)
  expect(String(failure)).toContain('is not the file that is pinned')
  expect(left).toEqual([])
})

it('would unpack the same download unchanged; what is no archive is not kept either', async () => {
  const { failure, left } = await install(bytes, pinned)
  expect(String(failure)).toContain('tar could not unpack')
  expect(left).toEqual([])
})
