import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { doSealJob } from '../../../src/main/bundle/age'
import { createSealer, createSealerWith } from '../../../src/main/bundle/seal'
import type { BundleFile } from '../../../src/shared/bundle'
import { bundle as build, type Bundle as Built } from '../../fakes/bundle'
import { exampleBundle, exampleSecrets } from './example-bundle'

// the least work, because these do it hundreds of times
const sealer = createSealerWith((job) => doSealJob(job, 1))
const passphrase = 'Brötchen um sieben'
const refused = { ok: false, problem: 'The passphrase is wrong, or the client secrets were changed.' }
const sealed: BundleFile = {
  ...exampleBundle,
  secrets: await sealer.seal(exampleBundle, exampleSecrets, passphrase)
}
const payload = Buffer.from(sealed.secrets!.payload, 'base64')

const withPayload = (bundle: BundleFile, text: string): BundleFile => ({
  ...bundle,
  secrets: { ...bundle.secrets!, payload: text }
})
const withBytes = (bytes: Buffer): BundleFile => withPayload(sealed, bytes.toString('base64'))

/** Encrypts any text at all, as somebody could who knows the passphrase. */
async function crafted(text: string): Promise<BundleFile> {
  const bytes = await doSealJob({ do: 'encrypt', bytes: Buffer.from(text), passphrase }, 1)
  return withBytes(Buffer.from(bytes!))
}

describe('sealed secrets', () => {
  it('come back with the host and client that they are for', async () => {
    expect(await sealer.unseal(sealed, passphrase)).toEqual({
      ok: true,
      secrets: [
        { ...exampleSecrets[0], apiHost: 'https://api.eu.transmitsecurity.io', clientId: 'client-1' },
        { ...exampleSecrets[1], apiHost: 'https://api.eu.transmitsecurity.io', clientId: 'client-2' },
        { ...exampleSecrets[2], apiHost: 'https://api.sbx.transmitsecurity.io', clientId: 'client-1' }
      ]
    })
    expect(sealed.secrets).toMatchObject({ encoding: 'age', count: 3 })
  })

  it('whatever they and the passphrase are', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(text, text, async (secret, passphrase) => {
        const secrets = [{ ...exampleSecrets[0]!, secret }]
        const bundle = { ...exampleBundle, secrets: await sealer.seal(exampleBundle, secrets, passphrase) }
        expect(await sealer.unseal(bundle, passphrase)).toMatchObject({ ok: true, secrets })
      }),
      { numRuns: 100 }
    )
  })

  it('are never there in the clear, and never twice the same', async () => {
    const text = payload.toString('latin1')
    for (const word of ['first secret', 'geheim', 'client-1', 'bakery']) expect(text).not.toContain(word)
    const again = await sealer.seal(exampleBundle, exampleSecrets, passphrase)
    expect(again.payload).not.toBe(sealed.secrets!.payload)
  })

  it('open with an accent that another keyboard makes of two characters', async () => {
    expect(await sealer.unseal(sealed, passphrase.normalize('NFD'))).toMatchObject({ ok: true })
  })

  it('of a bundle that has none are none', async () => {
    expect(await sealer.unseal(exampleBundle, passphrase)).toEqual({ ok: true, secrets: [] })
  })

  it.each<[string, typeof exampleSecrets]>([
    ['none', []],
    ['an application that is not there', [{ tenantId: 'bakery-eu', applicationId: 'other', secret: 'x' }]],
    ['one twice', [exampleSecrets[0]!, exampleSecrets[0]!]],
    ['an empty one', [{ ...exampleSecrets[0]!, secret: '' }]],
    ['one too long', [{ ...exampleSecrets[0]!, secret: 'x'.repeat(4097) }]]
  ])('cannot be %s', async (_, secrets) => {
    await expect(sealer.seal(exampleBundle, secrets, passphrase)).rejects.toThrow(RangeError)
  })
})

describe('one and the same answer is given for', () => {
  it('a wrong passphrase', async () => {
    expect(await sealer.unseal(sealed, 'Brötchen um acht')).toEqual(refused)
    expect(await sealer.unseal(sealed, '')).toEqual(refused)
  })

  it('each changed byte', async () => {
    for (const [place, byte] of payload.entries()) {
      const changed = Buffer.from(payload)
      changed[place] = byte ^ (1 << (place % 8))
      expect(await sealer.unseal(withBytes(changed), passphrase)).toEqual(refused)
    }
  })

  it('whatever else is done to the bytes', async () => {
    const place = fc.integer({ min: 0, max: payload.length })
    await fc.assert(
      fc.asyncProperty(place, place, fc.uint8Array({ maxLength: 3 }), async (one, other, put) => {
        const changed = Buffer.concat([payload.subarray(0, one), put, payload.subarray(other)])
        fc.pre(!changed.equals(payload))
        expect(await sealer.unseal(withBytes(changed), passphrase)).toEqual(refused)
      }),
      { numRuns: 200 }
    )
  })

  it('base64 that says the same bytes in another way', async () => {
    const bytes = Buffer.from(payload)
    const cut = bytes.subarray(0, bytes.length - (bytes.length % 3) - 2).toString('base64')
    expect(cut.endsWith('=')).toBe(true)
    for (const text of [`${cut}AAAA`, cut.replace(/=+$/, ''), `${sealed.secrets!.payload}====`]) {
      expect(await sealer.unseal(withPayload(sealed, text), passphrase)).toEqual(refused)
    }
  })

  it('secrets of another bundle, another serial number, host or client', async () => {
    const [first, ...rest] = sealed.tenants
    const others: BundleFile[] = [
      { ...sealed, bundleId: 'other' },
      { ...sealed, serial: 42 },
      { ...sealed, tenants: [{ ...first!, apiHost: 'https://evil.example.com' }, ...rest] },
      { ...sealed, tenants: [{ ...first!, id: 'other' }, ...rest] },
      {
        ...sealed,
        tenants: [
          {
            ...first!,
            applications: [{ ...first!.applications[0]!, clientId: 'other' }, first!.applications[1]!]
          },
          ...rest
        ]
      },
      { ...sealed, secrets: { ...sealed.secrets!, count: 2 } }
    ]
    for (const bundle of others) expect(await sealer.unseal(bundle, passphrase)).toEqual(refused)
  })

  it('contents that Tessera would not make', async () => {
    const secret = {
      ...exampleSecrets[0]!,
      apiHost: 'https://api.eu.transmitsecurity.io',
      clientId: 'client-1'
    }
    const content = { bundleId: 'bakery', serial: 41, secrets: [secret, secret, secret] }
    for (const text of [
      '',
      'no JSON',
      '{}',
      JSON.stringify(content),
      JSON.stringify({ ...content, more: 1 })
    ]) {
      expect(await sealer.unseal(await crafted(text), passphrase)).toEqual(refused)
    }
  })

  it('a file that asks for more work and memory than Tessera’s own', async () => {
    const greedy = payload.toString('latin1').replace(/(-> scrypt \S+) 1\n/, '$1 19\n')
    expect(greedy).toContain(' 19\n')
    expect(await sealer.unseal(withBytes(Buffer.from(greedy, 'latin1')), passphrase)).toEqual(refused)
  })
})

describe('in a thread of its own, at full cost', () => {
  let worker: Built
  beforeAll(async () => {
    worker = await build('src/main/bundle/seal-worker.ts')
  })
  afterAll(() => worker.remove())

  it('secrets are sealed and opened', async () => {
    const threaded = createSealer(worker.path)
    const bundle = {
      ...exampleBundle,
      secrets: await threaded.seal(exampleBundle, exampleSecrets, passphrase)
    }
    expect(Buffer.from(bundle.secrets.payload, 'base64').toString('latin1')).toMatch(
      /^age-encryption\.org\/v1\n-> scrypt \S+ 18\n/
    )
    expect(await threaded.unseal(bundle, passphrase)).toMatchObject({ ok: true, secrets: exampleSecrets })
    // these took less
    expect(await threaded.unseal(sealed, passphrase)).toMatchObject({ ok: true, secrets: exampleSecrets })
    expect(await threaded.unseal(sealed, `${passphrase}?`)).toEqual(refused)
  }, 60_000)

  it('a thread that does not start is a failure, not an answer', async () => {
    await expect(createSealer(`${worker.path}.not`).unseal(sealed, passphrase)).rejects.toThrow(
      'the thread for client secrets failed'
    )
  })
})
