import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readLicences } from '../../../src/main/shell/licences'
import { contract } from '../../../src/shared/contract'

const root = mkdtempSync(join(tmpdir(), 'tessera-licences-'))
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** A build as it lies on the disk: `out/main`, and the list beside it. */
function aBuild(list: string, files: Record<string, string> = {}) {
  const folder = join(root, 'out/main')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(root, 'out/third-party.json'), list)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text)
  const runtime = { electron: '45.4.1', execPath: join(root, 'tessera'), resources: join(root, 'resources') }
  return readLicences(folder, runtime)
}

const zod = {
  name: 'zod',
  version: '4.6.7',
  licence: 'MIT',
  text: 'MIT License',
  repository: 'https://example.com'
}

describe('whose work is in this build', () => {
  it('is what the build noted and Electron, by name, and no more than the window asks for', async () => {
    const clsx = { ...zod, name: 'clsx' }
    const list = await aBuild(JSON.stringify([zod, clsx]), { 'LICENSE.electron.txt': 'Copyright GitHub' })
    expect(contract['app.licences'].output.parse(list)).toEqual(list)
    expect(list).toEqual([
      { name: 'clsx', version: '4.6.7', licence: 'MIT', text: 'MIT License' },
      { name: 'Electron', version: '45.4.1', licence: 'MIT', text: 'Copyright GitHub' },
      { name: 'zod', version: '4.6.7', licence: 'MIT', text: 'MIT License' }
    ])
  })

  it('finds Electron’s licence under the name that an unpackaged one has, and does without', async () => {
    expect((await aBuild('[]', { LICENSE: 'plain' }))[0]?.text).toBe('plain')
    rmSync(join(root, 'LICENSE'))
    expect((await aBuild('[]'))[0]).toMatchObject({ name: 'Electron', text: '' })
  })

  it.each(['{', '{}', '', 'null'])('fails where the list is %j', async (list) => {
    await expect(aBuild(list)).rejects.toThrow(/./)
  })
})
