import { expect, it } from 'vitest'
import { verdictOf } from '../../../scripts/release/rpm.mjs'

const digests = '    Header SHA256 digest: OK\n    Payload SHA256 digest: OK\n'
const four = (state: string) => `    Header V4 RSA/SHA512 Signature, key ID 0123abcd: ${state}\n`
const six = (state: string) =>
  `    Header OpenPGP V4 RSA/SHA512 signature, key fingerprint: ${'0123abcd'.repeat(5)}: ${state}\n`
const bad = 'has a signature that is not good, or not by the key of this release'

it.each<[string, boolean, string, string | undefined]>([
  ['rpm 4, good', true, four('OK') + digests, undefined],
  ['rpm 6, good', true, six('OK') + digests, undefined],
  ['rpm 4, another key', false, four('NOKEY') + digests, bad],
  ['rpm 6, another key', false, six('NOKEY') + digests, bad],
  ['rpm 6, another key, and content with it', true, six('NOTTRUSTED') + digests, bad],
  ['rpm 6, one of two', true, six('OK') + six('BAD') + digests, bad],
  ['rpm 6, not good', false, six('BAD') + digests, bad],
  ['a good signature of what is not whole', false, six('OK') + digests.replace('OK', 'BAD'), bad],
  ['no signature', true, digests, 'is not signed'],
  ['nothing', false, '', 'is not signed']
])('%s', (_name, ok, said, verdict) => {
  expect(verdictOf({ ok, out: `a.rpm:\n${said}` })).toBe(verdict)
})
