import { FuseV1Options } from '@electron/fuses'
import { Ajv } from 'ajv'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { existsSync, readFileSync } from 'node:fs'
import type { AfterPackContext } from 'electron-builder'
import { describe, expect, it } from 'vitest'
import { knownFuses, releaseFuses, testFuses } from '../../../build/fuses'
import { type Choices, configuration } from '../../../electron-builder'
import { architectures, environmentFor } from '../../../scripts/dist/make-packages.mjs'
import { signingFrom } from '../../../scripts/release/signing.mjs'
import { scratch } from './scratch'

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

  it('names no file type', () => {
    expect(configuration(chosen).fileAssociations).toBeUndefined()
  })

  it.each([
    ['deb', '/opt/Tessera/tessera -- %u'],
    ['rpm', '/opt/Tessera/tessera -- %u'],
    // more than one link is possible there, but no switch
    ['appImage', 'AppRun -- %U']
  ] as const)('has electron-builder start a link in a %s as no switch', async (target, line) => {
    expect(await execOf(target)).toBe(line)
  })

  it.each(['darwin', 'win32', 'linux'])('takes the app of the runtime away on %s', async (platform) => {
    const resources = platform === 'darwin' ? 'Electron.app/Contents/Resources' : 'resources'
    const folder = scratch({ [`${resources}/default_app.asar`]: '', [`${resources}/other`]: '' })
    const context = {
      appOutDir: folder,
      electronPlatformName: platform,
      packager: {
        info: { framework: { distMacOsAppName: 'Electron.app' } },
        getResourcesDir: () => join(folder, platform === 'darwin' ? 'Tessera.app/no' : resources)
      }
    }
    const { afterExtract } = configuration(chosen)
    await (afterExtract as (given: AfterPackContext) => Promise<void>)(context as never)
    expect(existsSync(join(folder, resources, 'default_app.asar'))).toBe(false)
    expect(existsSync(join(folder, resources, 'other'))).toBe(true)
  })

  it('owns its folders in an rpm, with files summed by SHA-256', () => {
    expect(configuration({ ...chosen, flavour: 'test' }).rpm?.fpm).toEqual(
      expect.arrayContaining([
        '--directories=/opt/Tessera Test',
        '--directories=/usr/share/doc/tessera-test',
        '--rpm-digest=sha256'
      ])
    )
  })
})

type TargetParts = [name: string, packager: object, helper: object, folder: string]

/** The Exec line of a target's desktop entry, as electron-builder itself puts it together. */
async function execOf(name: 'deb' | 'rpm' | 'appImage'): Promise<string | undefined> {
  const load = createRequire(join(library, 'package.json')) as (module: string) => unknown
  const { LinuxTargetHelper } = load('./out/targets/LinuxTargetHelper.js') as {
    LinuxTargetHelper: new (packager: object) => { computeDesktopEntry(options: object): Promise<string> }
  }
  const { default: AppImageTarget } = load('./out/targets/appimage/AppImageTarget.js') as {
    default: new (...given: TargetParts) => { desktopEntry: { value: Promise<string> } }
  }
  const { default: FpmTarget } = load('./out/targets/FpmTarget.js') as {
    default: new (...given: TargetParts) => { scriptFiles: Promise<unknown>; options: object }
  }
  const config = configuration(chosen)
  const packager = {
    config,
    platformSpecificBuildOptions: config.linux,
    executableName: 'tessera',
    fileAssociations: [],
    projectDir: join(import.meta.dirname, '../../..'),
    info: {
      metadata: { desktopName: 'tessera.desktop' },
      tempDirManager: { getTempFile: () => Promise.resolve(join(scratch(), 'file')) }
    },
    appInfo: { productName: 'Tessera', sanitizedProductName: 'Tessera', description: '', buildVersion: '1' }
  }
  const helper = new LinuxTargetHelper(packager)
  if (name === 'appImage')
    return execIn(await new AppImageTarget('', packager, helper, '').desktopEntry.value)
  const target = new FpmTarget(name, packager, helper, '')
  // it reads them at once, on its own
  await target.scriptFiles
  return execIn(await helper.computeDesktopEntry(target.options))
}

const execIn = (entry: string) => /^Exec=(.*)$/m.exec(entry)?.[1]

const signers = {
  CSC_LINK: 'c',
  CSC_KEY_PASSWORD: 'p',
  CSC_NAME: 'n',
  WIN_CSC_LINK: 'w',
  WIN_CSC_KEY_PASSWORD: 'p',
  APPLE_API_KEY: 'k',
  APPLE_ID: 'i',
  AZURE_CLIENT_SECRET: 's'
}

describe('what electron-builder is told by its environment', () => {
  const electron = { source: 'official' }
  const told = (choices: Choices, env: NodeJS.ProcessEnv) => ({
    ...env,
    ...environmentFor({ choices, electron, targets: ['dir'] }, env)
  })

  it('is nothing to sign with, where packages are for tests', () => {
    const env = told({ ...chosen, flavour: 'test' }, { PATH: '/bin', ...signers })
    const left = Object.entries(env).filter(([, value]) => value !== undefined)
    expect(left.map(([name]) => name).toSorted()).toEqual([
      'CSC_IDENTITY_AUTO_DISCOVERY',
      'PATH',
      'TESSERA_DIST'
    ])
    expect(env['CSC_IDENTITY_AUTO_DISCOVERY']).toBe('false')
  })

  it('is what whoever releases gave', () => {
    expect(told(chosen, signers)).toMatchObject(signers)
    expect(told(chosen, signers)).not.toHaveProperty('CSC_IDENTITY_AUTO_DISCOVERY')
  })

  it('makes what is released for macOS for both processors, and else what runs here', () => {
    expect(architectures(chosen, electron, 'darwin')).toEqual(['x64', 'arm64'])
    for (const [choices, source, platform] of [
      [{ ...chosen, flavour: 'test' }, 'official', 'darwin'],
      [{ ...chosen, fast: true }, 'official', 'darwin'],
      [chosen, 'override', 'darwin'],
      [chosen, 'official', 'linux'],
      [chosen, 'official', 'win32']
    ] as const)
      expect(architectures(choices, { source }, platform)).toEqual([process.arch])
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
