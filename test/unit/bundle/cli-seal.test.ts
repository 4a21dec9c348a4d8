import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { formatBundle, parseBundle } from '../../../src/main/bundle/parse'
import { makeSigningKey } from '../../../src/main/bundle/private-key'
import { signBundle } from '../../../src/main/bundle/signature'
import type { BundleFile } from '../../../src/shared/bundle'
import { temporaryFolder } from '../storage/temporary-folder'
import { sealer, tessera } from './cli-run'
import { exampleBundle, exampleSecrets } from './example-bundle'

const passphrase = 'a passphrase of some length'
const signed = signBundle(exampleBundle, makeSigningKey().privateKey)
const lines = exampleSecrets.map((secret) => `${JSON.stringify(secret)}\n`).join('')

let bundleFile: string
let passphraseFile: string

beforeEach(async () => {
  const folder = await temporaryFolder()
  bundleFile = join(folder, 'bundle.json')
  passphraseFile = join(folder, 'passphrase')
  await writeFile(bundleFile, formatBundle(signed))
  await writeFile(passphraseFile, `${passphrase}\n`)
})

async function stored(): Promise<BundleFile> {
  const parsed = parseBundle(await readFile(bundleFile))
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.bundle
}

describe('seal on a terminal', () => {
  it('asks for each secret and twice for the passphrase', async () => {
    const run = await tessera(['seal', bundleFile], {
      typed: ['first secret', '', 'third', passphrase, passphrase]
    })
    expect(run).toMatchObject({
      code: 0,
      err: '',
      out: 'bundle.json: 2 client secrets sealed for serial 41. Its signature was removed. Sign it now: tessera bundle sign\n',
      asked: [
        'Client secret of Bakery EU, Shop, client-1 (empty to leave it out): ',
        'Client secret of Bakery EU, Staff, client-2 (empty to leave it out): ',
        'Client secret of Bakery sandbox, Shop, client-1 (empty to leave it out): ',
        'Passphrase for the client secrets: ',
        'Repeat it: '
      ]
    })
    const { signature, ...bundle } = await stored()
    expect(signature).toBeUndefined()
    expect(bundle).toMatchObject(exampleBundle)
    expect(await sealer.unseal(bundle, passphrase)).toMatchObject({
      ok: true,
      secrets: [exampleSecrets[0], exampleSecrets[2]]
    })
  })

  it.each<[string, string[], number]>([
    ['no secret at all', ['', '', ''], 1],
    ['a short passphrase', ['a', 'b', 'c', 'short'], 1],
    ['another one the second time', ['a', 'b', 'c', passphrase, `${passphrase}?`], 1],
    ['a secret that is too long', ['x'.repeat(4097)], 1],
    ['Ctrl-C', ['a', 'b'], 130]
  ])('changes nothing after %s', async (_, typed, code) => {
    expect((await tessera(['seal', bundleFile], { typed })).code).toBe(code)
    expect(await stored()).toEqual(signed)
  })
})

describe('seal in a script', () => {
  const words = () => ['seal', bundleFile, '--passphrase-file', passphraseFile]

  it('reads lines of JSON', async () => {
    const out = `${bundleFile}.sealed`
    const run = await tessera([...words(), '--out', out], {
      piped: `\uFEFF${lines.replaceAll('\n', '\r\n')}\r\n`
    })
    expect(run).toMatchObject({ code: 0, err: '' })
    for (const { secret } of exampleSecrets) expect(run.out + run.err).not.toContain(secret)
    expect(run.out + run.err).not.toContain(passphrase)
    expect(await stored()).toEqual(signed)
    const parsed = parseBundle(await readFile(out))
    expect(parsed.ok && (await sealer.unseal(parsed.bundle, passphrase))).toMatchObject({
      ok: true,
      secrets: exampleSecrets
    })
    const shown = await tessera(['show', out])
    expect(shown.out).toContain('Secrets    3, encrypted to a passphrase\n')
  })

  it.each<[string, string, string]>([
    ['nothing', '', 'No client secret was given, so nothing was changed.\n'],
    [
      'no JSON',
      `${lines}{"geheim"}\n`,
      'Line 4 of the input is not {"tenantId": …, "applicationId": …, "secret": …}.\n'
    ],
    [
      'a secret that is no text',
      '{"tenantId":"bakery-eu","applicationId":"main","secret":42}',
      'Line 1 of the input is not {"tenantId": …, "applicationId": …, "secret": …}.\n'
    ],
    [
      'an unknown application',
      '\n{"tenantId":"bakery-eu","applicationId":"other","secret":"geheim"}',
      'Line 2 of the input names no application of this bundle.\n'
    ],
    ['one twice', lines + lines, 'Line 4 of the input names an application for the second time.\n']
  ])('refuses %s and repeats none of it', async (_, piped, err) => {
    expect(await tessera(words(), { piped })).toMatchObject({ code: 1, out: '', err })
    expect(await stored()).toEqual(signed)
  })

  it('needs the passphrase in a file', async () => {
    const err = 'There is no terminal to ask for the passphrase: use --passphrase-file.\n'
    expect(await tessera(['seal', bundleFile], { piped: lines })).toMatchObject({ code: 1, err })
    await writeFile(passphraseFile, '\nthe second line')
    expect((await tessera(words(), { piped: lines })).err).toBe(
      'passphrase holds no passphrase in its first line.\n'
    )
  })
})
