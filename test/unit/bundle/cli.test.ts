import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { formatBundle, parseBundle } from '../../../src/main/bundle/parse'
import { makeSigningKey, privateKeyPem } from '../../../src/main/bundle/private-key'
import { verifyBundle } from '../../../src/main/bundle/signature'
import type { BundleFile } from '../../../src/shared/bundle'
import { temporaryFolder } from '../storage/temporary-folder'
import { tessera } from './cli-run'
import { exampleBundle } from './example-bundle'

const key = makeSigningKey()
const passphrase = 'a passphrase of some length'

let folder: string
let bundleFile: string
let keyFile: string
const at = (name: string): string => join(folder, name)

beforeEach(async () => {
  folder = await temporaryFolder()
  bundleFile = at('bundle.json')
  keyFile = at('key.pem')
  await writeFile(bundleFile, formatBundle(exampleBundle))
  await writeFile(keyFile, privateKeyPem(key.privateKey))
})

async function stored(path = bundleFile): Promise<BundleFile> {
  const parsed = parseBundle(await readFile(path))
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.bundle
}

describe('help', () => {
  it.each([[['--help']], [['-h']], [['frob', '--help']]])('%j lists the commands', async (words) => {
    const { code, out, err } = await tessera(words)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    for (const name of ['keygen', 'sign', 'verify', 'show', 'seal']) expect(out).toContain(`\n  ${name} `)
  })

  it.each(['keygen', 'sign', 'verify', 'show', 'seal'])('%s has its own', async (name) => {
    const { code, out } = await tessera([name, '--help'])
    expect(code).toBe(0)
    expect(out).toContain(`tessera bundle ${name} `)
  })
})

describe('what is not understood answers 2 and the usage', () => {
  it.each<[string[], string]>([
    [[], 'tessera bundle <command>'],
    [['frob'], 'tessera bundle <command>'],
    [['show'], 'The bundle file is missing.'],
    [['show', 'a', 'b'], 'There is a word too many.'],
    [['show', 'a', '--loud'], 'There is no option --loud.'],
    [['show', 'a', '-v'], 'There is no option of this kind.'],
    [['keygen'], '--out is missing.'],
    [['keygen', '--out'], 'An option lacks its value, or has one that it does not take.'],
    [['keygen', '--out', 'a', '--out', 'b'], '--out is given twice.'],
    [
      ['keygen', '--out', 'a', '--no-passphrase', '--passphrase-file', 'b'],
      '--passphrase-file and --no-passphrase exclude each other.'
    ],
    [['sign', 'a'], '--key is missing.'],
    [['sign', 'a', '--key', 'k', '--serial', '0'], '--serial must be a whole number, 1 or greater.'],
    [['sign', 'a', '--key', 'k', '--serial', '1.5'], '--serial must be a whole number, 1 or greater.'],
    [
      ['sign', 'a', '--key', 'k', '--serial', '9007199254740993'],
      '--serial must be a whole number, 1 or greater.'
    ],
    [
      ['sign', 'a', '--key', 'k', '--serial', '2', '--next-serial'],
      '--serial and --next-serial exclude each other.'
    ],
    [['verify', 'a'], 'Give either --public-key or --policy.'],
    [
      ['verify', 'a', '--public-key', key.publicKey, '--policy', 'p'],
      'Give either --public-key or --policy.'
    ],
    [
      ['verify', 'a', '--public-key', 'AAAA'],
      '--public-key must be the 44 characters of base64 that keygen prints.'
    ]
  ])('%j', async (words, problem) => {
    const { code, out, err } = await tessera(words)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(problem)
    expect(err).toContain(`tessera bundle ${words[0] ?? ''}`.trimEnd().replace(/ frob$/, ''))
  })

  it.each(['--passphrase=', '--secret=', '-p'])('and never repeats what came with %s', async (option) => {
    const { code, err } = await tessera(['seal', bundleFile, `${option}geheim`])
    expect(code).toBe(2)
    expect(err).not.toContain('geheim')
  })
})

describe('keygen', () => {
  it('writes an encrypted key, and prints what the policy needs', async () => {
    const run = await tessera(['keygen', '--out', at('new.pem')], { typed: [passphrase, passphrase] })
    expect(run).toMatchObject({
      code: 0,
      err: '',
      asked: ['Passphrase for the private key: ', 'Repeat it: ']
    })
    expect(await readFile(at('new.pem'), 'utf8')).toContain('BEGIN ENCRYPTED PRIVATE KEY')
    if (process.platform !== 'win32') expect((await stat(at('new.pem'))).mode & 0o777).toBe(0o600)
    expect(run.out).not.toContain(passphrase)

    const snippet = JSON.parse(`{${run.out.slice(run.out.indexOf('"bundles"'))}}`) as {
      bundles: { trustedKeys: { publicKey: string }[] }
    }
    const publicKey = snippet.bundles.trustedKeys[0]!.publicKey
    expect(run.out).toContain(`Public key   ${publicKey}\n`)
    const policy = { version: 1, ...snippet }
    await writeFile(at('policy.json'), JSON.stringify(policy))
    await tessera(['sign', bundleFile, '--key', at('new.pem')], { typed: [passphrase] })
    expect((await tessera(['verify', bundleFile, '--policy', at('policy.json')])).code).toBe(0)
    expect((await tessera(['verify', bundleFile, '--public-key', publicKey])).code).toBe(0)
  })

  it('leaves it bare where that is asked for', async () => {
    expect((await tessera(['keygen', '--out', at('new.pem'), '--no-passphrase'])).code).toBe(0)
    expect(await readFile(at('new.pem'), 'utf8')).toContain('BEGIN PRIVATE KEY')
  })

  it('never overwrites', async () => {
    const before = await readFile(keyFile, 'utf8')
    const run = await tessera(['keygen', '--out', keyFile, '--no-passphrase'])
    expect(run).toMatchObject({
      code: 1,
      out: '',
      err: 'key.pem is there already: a key is never overwritten.\n'
    })
    expect(await readFile(keyFile, 'utf8')).toBe(before)
  })

  it.each<[string, string[] | undefined, string]>([
    ['two passphrases that differ', [passphrase, `${passphrase}!`], 'The two are not the same.\n'],
    ['a short one', ['short'], 'A passphrase must have at least 12 characters.\n'],
    ['no terminal', undefined, 'There is no terminal to ask for the passphrase: use --passphrase-file.\n']
  ])('makes nothing of %s', async (_, typed, err) => {
    expect(await tessera(['keygen', '--out', at('new.pem')], typed && { typed })).toMatchObject({
      code: 1,
      err
    })
    await expect(readFile(at('new.pem'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('is left by Ctrl-C', async () => {
    expect(await tessera(['keygen', '--out', at('new.pem')], { typed: [] })).toMatchObject({
      code: 130,
      err: ''
    })
  })
})

describe('sign', () => {
  it('signs in place, or elsewhere', async () => {
    const run = await tessera(['sign', bundleFile, '--key', keyFile, '--out', at('signed.json')])
    expect(run).toMatchObject({
      code: 0,
      err: '',
      out: `signed.json: serial 41, signed with key ${key.keyId}\n`
    })
    expect(await stored()).toEqual(exampleBundle)
    expect((await tessera(['sign', bundleFile, '--key', keyFile])).code).toBe(0)
    expect(await readFile(bundleFile)).toEqual(await readFile(at('signed.json')))
    const { signature: _signature, ...unsigned } = await stored()
    expect(unsigned).toEqual(exampleBundle)
    expect(verifyBundle(await stored(), [{ name: '', publicKey: key.publicKey }]).state).toBe('trusted')
  })

  it.each([
    [['--serial', '50'], 50],
    [['--next-serial'], 42]
  ])('with %j makes the next bundle of the series', async (words, serial) => {
    await tessera(['sign', bundleFile, '--key', keyFile, ...words])
    expect(await stored()).toMatchObject({ serial, createdAt: '2026-12-24T18:00:00.000Z' })
    expect((await tessera(['verify', bundleFile, '--public-key', key.publicKey])).code).toBe(0)
  })

  it('with its own number leaves its time as it is', async () => {
    await tessera(['sign', bundleFile, '--key', keyFile, '--serial', '41'])
    expect(await stored()).toMatchObject({ serial: 41, createdAt: exampleBundle.createdAt })
  })

  it('does not renumber sealed secrets, which nobody could open any more', async () => {
    const bundle = { ...exampleBundle, secrets: { encoding: 'age' as const, count: 1, payload: 'AAAA' } }
    await writeFile(bundleFile, formatBundle(bundle))
    const run = await tessera(['sign', bundleFile, '--key', keyFile, '--next-serial'])
    expect(run.code).toBe(1)
    expect(run.err).toContain('sealed for serial 41')
    expect(await stored()).toEqual(bundle)
    expect((await tessera(['sign', bundleFile, '--key', keyFile])).code).toBe(0)
  })

  it('takes the passphrase from a file, too', async () => {
    await writeFile(keyFile, privateKeyPem(key.privateKey, passphrase))
    await writeFile(at('passphrase'), `${passphrase}\r\nanother line`)
    const words = ['sign', bundleFile, '--key', keyFile]
    expect((await tessera([...words, '--passphrase-file', at('passphrase')])).code).toBe(0)
    const wrong = 'The passphrase is wrong, or the key file is damaged.\n'
    expect(await tessera(words, { typed: ['another'] })).toMatchObject({ code: 1, err: wrong })
    expect((await tessera(words)).err).toContain('There is no terminal')
  })

  it.each<[string, string, string]>([
    ['no bundle', '{}', 'It is no bundle of Tessera'],
    ['a bundle with a fault', formatBundle({ ...exampleBundle, issuer: ' ' }), '“issuer”'],
    [
      'an impossible policy',
      formatBundle({
        ...exampleBundle,
        policy: { version: 1, verification: { kinds: [], byAction: { issue: { required: 1 } } } }
      }),
      'its policy cannot be used. “verification.byAction'
    ]
  ])('does not sign %s', async (_, content, problem) => {
    await writeFile(bundleFile, content)
    const run = await tessera(['sign', bundleFile, '--key', keyFile])
    expect(run).toMatchObject({ code: 1, out: '' })
    expect(run.err).toContain(problem)
    expect(await readFile(bundleFile, 'utf8')).toBe(content)
  })

  it.each<[string, string[], string]>([
    ['a bundle that is not there', ['none.json', '--key', 'key.pem'], 'none.json cannot be read (ENOENT).\n'],
    ['a key that is not there', ['bundle.json', '--key', 'none.pem'], 'none.pem cannot be read (ENOENT).\n'],
    [
      'a key that is none',
      ['bundle.json', '--key', 'bundle.json'],
      'bundle.json is no Ed25519 private key in PEM.\n'
    ],
    ['a folder', ['.', '--key', 'key.pem'], 'cannot be read (EISDIR).\n'],
    [
      'a place that cannot be written to',
      ['bundle.json', '--key', 'key.pem', '--out', 'none/bundle.json'],
      'bundle.json could not be written (ENOENT).\n'
    ]
  ])('says what is wrong with %s', async (_, words, problem) => {
    const run = await tessera(['sign', ...words.map((word) => (word.startsWith('--') ? word : at(word)))])
    expect(run).toMatchObject({ code: 1, out: '' })
    expect(run.err.endsWith(problem)).toBe(true)
  })
})

describe('verify', () => {
  const other = makeSigningKey()
  const policy = (publicKey: string) =>
    JSON.stringify({ version: 1, bundles: { trustedKeys: [{ name: 'Bakery\u202E IT', publicKey }] } })

  beforeEach(async () => {
    await tessera(['sign', bundleFile, '--key', keyFile])
    await writeFile(at('policy.json'), policy(key.publicKey))
  })

  it('trusts what a trusted key signed', async () => {
    expect(await tessera(['verify', bundleFile, '--public-key', key.publicKey])).toMatchObject({
      code: 0,
      out: `Trusted: signed with key ${key.keyId}.\n`,
      err: ''
    })
    expect(await tessera(['verify', bundleFile, '--policy', at('policy.json')])).toMatchObject({
      code: 0,
      out: `Trusted: signed with key ${key.keyId} of “Bakery IT”.\n`
    })
  })

  it('answers 1 for whatever else', async () => {
    const words = ['verify', bundleFile, '--public-key']
    const notTrusted = async (publicKey: string, why: string): Promise<void> => {
      expect(await tessera([...words, publicKey])).toMatchObject({
        code: 1,
        out: '',
        err: `Not trusted: ${why}.\n`
      })
    }
    await notTrusted(other.publicKey, `it names key ${key.keyId}, which is none of those that you trust`)
    await writeFile(bundleFile, formatBundle({ ...(await stored()), serial: 42 }))
    await notTrusted(key.publicKey, `it is not what key ${key.keyId} signed`)
    await writeFile(bundleFile, formatBundle(exampleBundle))
    await notTrusted(key.publicKey, 'it is not signed')
    await writeFile(bundleFile, 'nothing')
    expect((await tessera([...words, key.publicKey])).code).toBe(1)
  })

  it('says what is wrong with a policy', async () => {
    const words = ['verify', bundleFile, '--policy', at('policy.json')]
    await writeFile(at('policy.json'), '{"version":1}')
    expect(await tessera(words)).toMatchObject({ code: 1, err: 'policy.json trusts no key.\n' })
    await writeFile(at('policy.json'), '{"version":1,"x":1}')
    expect((await tessera(words)).err).toContain('“x” is not known')
  })
})

describe('show', () => {
  it('says what is in it', async () => {
    await tessera(['sign', bundleFile, '--key', keyFile])
    const { code, out } = await tessera(['show', bundleFile])
    expect(code).toBe(0)
    for (const line of [
      'Bundle     bakery, serial 41',
      'Made by    “Grüne Bäckerei 🥐”, 2026-11-02T09:00:00Z',
      `Signature  by key ${key.keyId}, not checked here`,
      'Policy     yes: verification, ticket, permanentPasswords, privileged',
      'Defaults   yes: apiHost, proxy',
      'Secrets    none',
      '“Bakery EU” (bakery-eu), production',
      '  https://api.eu.transmitsecurity.io',
      '  staff: “Staff”, client client-2'
    ])
      expect(out.split('\n')).toContain(line)
  })

  it('lets nothing in a file act on the terminal', async () => {
    const evil = '\u009b31m\u001b]0;title\u0007\u202e'
    const labelled = structuredClone(exampleBundle)
    labelled.tenants[0]!.label = evil
    await writeFile(bundleFile, formatBundle(labelled))
    const named = await tessera(['show', bundleFile])
    await writeFile(bundleFile, JSON.stringify({ ...exampleBundle, [evil]: 1 }))
    const member = await tessera(['show', bundleFile])
    expect([named.code, member.code]).toEqual([1, 1])
    for (const { err } of [named, member]) expect(err.replaceAll('\n', '')).toMatch(/^[^\p{Cc}\p{Cf}]+$/u)
  })
})
