import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { parseBundle } from '../../../src/main/bundle/parse'
import { temporaryFolder } from '../storage/temporary-folder'
import { sealer, tessera } from './cli-run'
import { exampleBundle } from './example-bundle'

const passphrase = 'fünf zufällige Wörter'
const piped = `${JSON.stringify({ tenantId: 'bakery-eu', applicationId: 'main', secret: 's' })}\n`
let file: string
let words: string
beforeEach(async () => {
  const folder = await temporaryFolder()
  file = join(folder, 'bundle.json')
  words = join(folder, 'words.txt')
  await writeFile(file, JSON.stringify(exampleBundle))
})

const sealWith = (bytes: Buffer) =>
  writeFile(words, bytes).then(() => tessera(['seal', file, '--passphrase-file', words], { piped }))

describe('a passphrase file', () => {
  it.each([
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${passphrase}\r\n`, 'utf16le')],
    ['UTF-16 without', Buffer.from('five random words\r\n', 'utf16le')],
    ['Latin-1', Buffer.from(`${passphrase}\r\n`, 'latin1')]
  ])('in %s is refused, and how to save it is said', async (_what, bytes) => {
    const run = await sealWith(bytes)
    expect(run.code).toBe(1)
    expect(run.err).toContain('words.txt is no UTF-8 text. Save it as UTF-8')
    expect(await readFile(file, 'utf8')).toBe(JSON.stringify(exampleBundle))
  })

  it.each([
    ['its mark', `\uFEFF${passphrase}\r\n`],
    ['the line ends of an old Mac', `${passphrase}\rand more`]
  ])('in UTF-8 with %s is what was typed', async (_what, text) => {
    expect(await sealWith(Buffer.from(text))).toMatchObject({ code: 0 })
    const parsed = parseBundle(await readFile(file))
    expect(parsed.ok && (await sealer.unseal(parsed.bundle, passphrase))).toMatchObject({ ok: true })
  })

  it('with what nobody can type is refused', async () => {
    const run = await sealWith(Buffer.from('five random\twords\n'))
    expect(run).toMatchObject({ code: 1, err: expect.stringContaining('control character') })
    expect(run.err).not.toContain('random')
  })
})

describe('secrets by standard input', () => {
  it.each([
    ['UTF-16', Buffer.from(piped, 'utf16le'), 'Standard input is no UTF-8 text.'],
    ['Latin-1', Buffer.from(piped.replace('"s"', '"ü"'), 'latin1'), 'Standard input is no UTF-8 text.'],
    [
      'a line break within one',
      Buffer.from(piped.replace('"s"', String.raw`"s\n"`)),
      'Line 1 of the input holds a secret with a line break or another control character.'
    ]
  ])('are refused: %s', async (_what, input, problem) => {
    await writeFile(words, `${passphrase}\n`)
    const run = await tessera(['seal', file, '--passphrase-file', words], { piped: input })
    expect(run.code).toBe(1)
    expect(run.err).toContain(problem)
  })
})

it.skipIf(process.platform === 'win32')(
  'signing in place leaves to everybody what they might do',
  async () => {
    const key = join(file, '..', 'key.pem')
    await tessera(['keygen', '--out', key, '--no-passphrase'])
    for (const mode of [0o644, 0o664, 0o600]) {
      await chmod(file, mode)
      expect((await tessera(['sign', file, '--key', key])).code).toBe(0)
      expect((await stat(file)).mode & 0o777).toBe(mode)
    }
  }
)
