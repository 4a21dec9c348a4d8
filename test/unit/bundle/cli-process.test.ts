import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundle as build, type Bundle as Built } from '../../fakes/bundle'
import { temporaryFolder } from '../storage/temporary-folder'
import { exampleBundle } from './example-bundle'

let built: Built
beforeAll(async () => {
  built = await build('src/main/tessera-cli.ts')
})
afterAll(() => built.remove())

function tessera(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [built.path, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...said }))
  })
}

// in plain Node: what the packaged app runs is the same but for its entry
describe('the command', () => {
  it('makes a key, signs with it, verifies and shows', async () => {
    const folder = await temporaryFolder()
    const at = (name: string): string => join(folder, name)
    await writeFile(at('bundle.json'), JSON.stringify(exampleBundle))
    const keygen = await tessera('bundle', 'keygen', '--out', at('key.pem'), '--no-passphrase')
    expect(keygen).toMatchObject({ code: 0, err: '' })
    const publicKey = /^Public key +(\S+)$/m.exec(keygen.out)![1]!
    const verify = ['bundle', 'verify', at('bundle.json'), '--public-key', publicKey]
    expect(await tessera(...verify)).toEqual({ code: 1, out: '', err: 'Not trusted: it is not signed.\n' })
    expect((await tessera('bundle', 'sign', at('bundle.json'), '--key', at('key.pem'))).code).toBe(0)
    expect(await tessera(...verify)).toMatchObject({ code: 0, err: '' })
    expect((await tessera('bundle', 'show', at('bundle.json'))).out).toContain('“Grüne Bäckerei 🥐”')
  })

  it.each<[string[], number]>([
    [['bundle', 'verify', '--help'], 0],
    [['bundle', 'verify'], 2],
    [['bundle'], 2],
    [['frob'], 2],
    [[], 2]
  ])('%j ends with %i', async (words, code) => {
    expect((await tessera(...words)).code).toBe(code)
  })
})
