import { FuseV1Options } from '@electron/fuses'
import { Ajv } from 'ajv'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { knownFuses, releaseFuses, testFuses } from '../../../build/fuses'
import { type Choices, configuration } from '../../../electron-builder'
import { signingFrom } from '../../../scripts/release/signing.mjs'

const library = dirname(createRequire(import.meta.url).resolve('app-builder-lib/package.json'))
const schema: object = JSON.parse(readFileSync(join(library, 'scheme.json'), 'utf8'))
const isValid = new Ajv({ strict: false, allErrors: true }).compile(schema)

/** Functions are hooks, which the schema takes as they are; the rest is what electron-builder reads. */
function problemsOf(choices: Choices) {
  isValid(configuration(choices))
  return (isValid.errors ?? [])
    .filter(({ keyword }) => keyword !== 'if')
    .map(({ instancePath, message }) => `${instancePath} ${message}`)
}

const chosen: Choices = {
  flavour: 'release',
  electron: { version: '45.4.1', pinned: true },
  prepared: '/tmp/prepared',
  output: '/tmp/dist'
}
const azure = {
  AZURE_TENANT_ID: 't',
  AZURE_CLIENT_ID: 'c',
  AZURE_CLIENT_SECRET: 's',
  AZURE_TRUSTED_SIGNING_ENDPOINT: 'https://weu.codesigning.azure.net',
  AZURE_TRUSTED_SIGNING_ACCOUNT: 'a',
  AZURE_TRUSTED_SIGNING_PROFILE: 'p',
  TESSERA_WINDOWS_PUBLISHER: 'Tessera'
}
const apple = { CSC_LINK: 'x', APPLE_API_KEY: 'k', APPLE_API_KEY_ID: 'i', APPLE_API_ISSUER: 's' }

describe('the configuration of the packages', () => {
  it.each<[string, Partial<Choices>]>([
    ['of a release', {}],
    ['for tests', { flavour: 'test' }],
    [
      'with the runtime for development',
      { electron: { version: '33.2.1', dist: '/tmp/electron', pinned: false }, fast: true }
    ],
    ['with a feed', { updates: { url: 'https://updates.example.com/', keys: ['key'] } }],
    ['unsigned', { signing: signingFrom({}) }],
    [
      'signed by signtool',
      { signing: signingFrom({ WIN_CSC_LINK: 'x', TESSERA_WINDOWS_PUBLISHER: 'Tessera' }) }
    ],
    ['signed by Azure and Apple', { signing: signingFrom({ ...azure, ...apple }) }]
  ])('%s is one that electron-builder takes', (_name, more) => {
    expect(problemsOf({ ...chosen, ...more })).toEqual([])
  })

  it('is really judged: a field that there is not is found', () => {
    const wrong = { ...chosen, signing: { mac: { hardenedRuntimes: true } as object } }
    expect(problemsOf(wrong)).not.toEqual([])
  })

  it('gives what is packaged for tests another id, name, command, package and link scheme', () => {
    const [release, test] = [configuration(chosen), configuration({ ...chosen, flavour: 'test' })]
    for (const of of [
      (made: typeof release) => made.appId,
      (made: typeof release) => made.productName,
      (made: typeof release) => made.linux?.executableName,
      (made: typeof release) => JSON.stringify(made.extraMetadata),
      (made: typeof release) => JSON.stringify(made.protocols)
    ]) {
      expect(of(release)).not.toEqual(of(test))
    }
  })

  it('names no file type, and one link at a time', () => {
    const made = configuration(chosen)
    expect(made.fileAssociations).toBeUndefined()
    expect(made.linux?.executableArgs).toEqual(['--', '%u'])
  })
})

describe('fuses', () => {
  it('are all decided, and the inspector is all that tests have more', () => {
    const all = Object.values(FuseV1Options).filter((value) => typeof value === 'number')
    expect(all).toHaveLength(9)
    expect(Object.keys(releaseFuses).map(Number)).toEqual(all)
    const differing = all.filter((fuse) => releaseFuses[fuse] !== testFuses[fuse])
    expect(differing).toEqual([FuseV1Options.EnableNodeCliInspectArguments])
    expect(releaseFuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(false)
  })

  it('that an older binary does not know are left out for it', () => {
    const known = knownFuses(releaseFuses, { version: '1', 0: 48, 1: 49 })
    expect(known).toEqual({ [FuseV1Options.RunAsNode]: false, [FuseV1Options.EnableCookieEncryption]: true })
  })
})
