import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  makeSigningKey,
  privateKeyPem,
  readPrivateKey,
  writePrivateKey
} from '../../../src/main/bundle/private-key'
import { temporaryFolder } from '../storage/temporary-folder'

const { privateKey, publicKey } = makeSigningKey()

/** Whether it signs as the first key does. */
function isTheKey(read: ReturnType<typeof readPrivateKey>): boolean {
  const message = Buffer.from('message')
  return read.ok && sign(null, message, read.privateKey).equals(sign(null, message, privateKey))
}

describe('a private key', () => {
  it('is another each time', () => {
    expect(makeSigningKey().publicKey).not.toBe(publicKey)
    expect(publicKey).toMatch(/^[A-Za-z0-9+/]{43}=$/)
  })

  it('is PKCS#8 in PEM', () => {
    const pem = privateKeyPem(privateKey)
    expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/)
    expect(isTheKey(readPrivateKey(pem))).toBe(true)
  })

  it('is encrypted where there is a passphrase, and read with that alone', () => {
    const pem = privateKeyPem(privateKey, 'twelve letters')
    expect(pem).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/)
    expect(isTheKey(readPrivateKey(pem, 'twelve letters'))).toBe(true)
    expect(readPrivateKey(pem)).toEqual({ ok: false, why: 'locked' })
    expect(readPrivateKey(pem, 'twelve Letters')).toEqual({ ok: false, why: 'wrong-passphrase' })
  })

  // what the packaged app's own library writes, which takes SHA-1 where OpenSSL takes SHA-256
  it('is read as Electron encrypts it', () => {
    const pem = `-----BEGIN ENCRYPTED PRIVATE KEY-----
MIGNMEkGCSqGSIb3DQEFDTA8MBsGCSqGSIb3DQEFDDAOBAgqoDilI0tODAICCAAw
HQYJYIZIAWUDBAEqBBCOqOxof8GEl9uulCT4H14KBEDhHP11qdy2Y7O4S8DZwSXn
s6421AI0sc7oo+nbYqPSI9ukhBysydpbWP3rCWT+I56qt4bqJnybmCO1aH0YKH/G
-----END ENCRYPTED PRIVATE KEY-----
`
    const read = readPrivateKey(pem, 'twelve letters')
    expect(
      read.ok &&
        verify(null, Buffer.from('x'), read.privateKey, sign(null, Buffer.from('x'), read.privateKey))
    ).toBe(true)
  })

  it.each<[string, string]>([
    ['nothing', ''],
    [
      'a public key',
      generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString()
    ],
    [
      'a key of another kind',
      generateKeyPairSync('ec', { namedCurve: 'P-256' })
        .privateKey.export({ type: 'pkcs8', format: 'pem' })
        .toString()
    ]
  ])('is not read from %s', (_, pem) => {
    expect(readPrivateKey(pem)).toEqual({ ok: false, why: 'no-key' })
  })
})

describe('its file', () => {
  it('can be read by its owner alone', async () => {
    const path = join(await temporaryFolder(), 'key.pem')
    await writePrivateKey(path, privateKeyPem(privateKey))
    expect(isTheKey(readPrivateKey(await readFile(path, 'utf8')))).toBe(true)
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('never takes the place of another', async () => {
    const path = join(await temporaryFolder(), 'key.pem')
    await writeFile(path, 'the key of all machines')
    await expect(writePrivateKey(path, privateKeyPem(privateKey))).rejects.toMatchObject({ code: 'EEXIST' })
    expect(await readFile(path, 'utf8')).toBe('the key of all machines')
  })
})
