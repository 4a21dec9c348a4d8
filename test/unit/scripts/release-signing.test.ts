import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lendSecrets, takeSecrets, withoutSecrets } from '../../../scripts/release/secrets.mjs'
import { signingFrom } from '../../../scripts/release/signing.mjs'

const azure = {
  AZURE_TENANT_ID: 'seeded-tenant',
  AZURE_CLIENT_ID: 'seeded-client',
  AZURE_CLIENT_SECRET: 'seeded-secret',
  AZURE_TRUSTED_SIGNING_ENDPOINT: 'https://weu.codesigning.azure.net/',
  AZURE_TRUSTED_SIGNING_ACCOUNT: 'account',
  AZURE_TRUSTED_SIGNING_PROFILE: 'profile',
  TESSERA_WINDOWS_PUBLISHER: 'Tessera Ltd'
}
const notary = {
  APPLE_API_KEY: '/seeded/key.p8',
  APPLE_API_KEY_ID: 'seeded-id',
  APPLE_API_ISSUER: 'seeded-issuer'
}
const runtime = {
  hardenedRuntime: true,
  gatekeeperAssess: false,
  entitlements: 'build/mac/entitlements.mac.plist',
  entitlementsInherit: 'build/mac/entitlements.mac.plist'
}
const signtool = {
  signingHashAlgorithms: ['sha256'],
  rfc3161TimeStampServer: 'http://timestamp.digicert.com'
}

describe('Windows', () => {
  it.each<[string, NodeJS.ProcessEnv, object]>([
    ['no keys', {}, {}],
    ['keys that a CI left empty', { WIN_CSC_LINK: '', AZURE_CLIENT_SECRET: ' ' }, {}],
    ['a publisher is no key', { TESSERA_WINDOWS_PUBLISHER: 'Tessera Ltd' }, {}],
    ['a certificate', { WIN_CSC_LINK: 'seeded' }, { forceCodeSigning: true, signtoolOptions: signtool }],
    [
      'a certificate and its publisher',
      { CSC_LINK: 'seeded', TESSERA_WINDOWS_PUBLISHER: 'Tessera Ltd' },
      { forceCodeSigning: true, signtoolOptions: { ...signtool, publisherName: 'Tessera Ltd' } }
    ],
    [
      'Azure',
      { ...azure, CSC_LINK: 'seeded: of macOS' },
      {
        forceCodeSigning: true,
        azureSignOptions: {
          publisherName: 'Tessera Ltd',
          endpoint: 'https://weu.codesigning.azure.net/',
          codeSigningAccountName: 'account',
          certificateProfileName: 'profile',
          timestampRfc3161: 'http://timestamp.acs.microsoft.com'
        }
      }
    ]
  ])('%s', (_name, env, expected) => {
    expect(signingFrom(env).win).toEqual(expected)
  })
})

describe('macOS', () => {
  it.each<[string, NodeJS.ProcessEnv, object]>([
    ['no keys', {}, { identity: null, notarize: false }],
    [
      'an identity of the keychain',
      { CSC_NAME: 'T' },
      { forceCodeSigning: true, notarize: false, identity: 'T' }
    ],
    [
      'a certificate and the notary',
      { CSC_LINK: 'seeded', ...notary },
      { forceCodeSigning: true, notarize: true }
    ]
  ])('%s', (_name, env, expected) => {
    expect(signingFrom(env).mac).toEqual({ ...runtime, ...expected })
  })

  it('allows itself what V8 needs and nothing else', () => {
    const plist = readFileSync('build/mac/entitlements.mac.plist', 'utf8').replace(/<!--[\s\S]*?-->/g, '')
    expect([...plist.matchAll(/<key>(.+)<\/key>\s*<(.+)\/>/g)].map(([, key, value]) => [key, value])).toEqual(
      [['com.apple.security.cs.allow-jit', 'true']]
    )
  })
})

const without = (env: Record<string, string>, name: string) =>
  Object.fromEntries(Object.entries(env).filter(([key]) => key !== name))

it.each<[NodeJS.ProcessEnv, string]>([
  ...Object.keys(azure).map((name): [NodeJS.ProcessEnv, string] => [without(azure, name), name]),
  ...Object.keys(notary).map((name): [NodeJS.ProcessEnv, string] => [
    { CSC_LINK: 'seeded', ...without(notary, name) },
    name
  ]),
  [notary, 'CSC_LINK'],
  [{ ...azure, WIN_CSC_LINK: 'seeded' }, 'WIN_CSC_LINK']
])('a part of a set is refused by the name of what is missing, without a value: %#', (env, name) => {
  let message = ''
  try {
    signingFrom(env)
  } catch (error) {
    message = String(error)
  }
  expect(message).toContain(name)
  expect(message).not.toContain('seeded')
})

it('what is configured holds no secret: electron-builder reads them itself', () => {
  const env = { ...azure, ...notary, CSC_LINK: 'seeded', CSC_KEY_PASSWORD: 'seeded' }
  expect(JSON.stringify(signingFrom(env))).not.toContain('seeded')
})

it('other programs do not inherit the secrets', async () => {
  const names = [
    'TESSERA_GPG_KEY',
    'TESSERA_UPDATE_KEY',
    'CSC_LINK',
    'WIN_CSC_KEY_PASSWORD',
    'NOTARY_KEY',
    ...Object.keys({ ...azure, ...notary })
  ]
  const env = Object.fromEntries(names.map((name) => [name, 'seeded']))
  const rest = { PATH: '/bin', TESSERA_UPDATE_URL: 'https://x', TESSERA_WINDOWS_PUBLISHER: 'seeded' }
  expect(withoutSecrets({ ...env, ...rest })).toEqual(rest)

  const changed = { ...env, ...rest }
  const taken = takeSecrets(changed)
  const { TESSERA_WINDOWS_PUBLISHER: _publisher, ...secrets } = env
  expect([taken, changed]).toEqual([secrets, rest])
  const failing = lendSecrets(changed, taken, () => {
    expect(changed).toEqual({ ...env, ...rest })
    return Promise.reject(new Error('packing failed'))
  })
  await expect(failing).rejects.toThrow('packing failed')
  expect(changed).toEqual(rest)
})
