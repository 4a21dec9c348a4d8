// The one configuration of all packages; `npm run dist` runs it (scripts/dist.mjs), which also says what RELEASING.md knows of each.
import { flipFuses, FuseVersion, getCurrentFuseWire } from '@electron/fuses'
import type { AfterPackContext, Configuration } from 'electron-builder'
import { appendFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Fuses, knownFuses, releaseFuses, testFuses } from './build/fuses'
import { signArtefact } from './scripts/dist/sign-linux.mjs'

export interface Choices {
  /** `test`: other id, other name, inspector on; `npm run release` refuses it */
  flavour: 'release' | 'test'
  /** the runtime that is packed; `dist` absent: electron-builder downloads it. `pinned` false: the one for development */
  electron: { version: string; dist?: string; pinned: boolean }
  /** where this build looks for newer ones, and the raw Ed25519 public keys in base64 that may sign the feed */
  updates?: { url: string; keys: readonly string[] }
  /** made ready by `npm run dist`: the man page and what else is not in the repository as it is shipped; takes `packed.jsonl` */
  prepared: string
  /** where the packages go, below the project */
  output: string
  /** by platform, from the environment (scripts/release/signing.mjs) */
  signing?: { win?: Configuration['win']; mac?: Configuration['mac'] }
  /** packages that are not compressed, for tests: made in seconds, three times as large */
  fast?: boolean
}

const names = {
  release: { id: 'app.tessera.desktop', product: 'Tessera', executable: 'tessera' },
  test: { id: 'app.tessera.desktop.test', product: 'Tessera Test', executable: 'tessera-test' }
} as const

/** electron-builder reads this file itself: `npm run dist` hands its choices over in the environment. */
export default function fromDist(): Configuration {
  const choices = process.env['TESSERA_DIST']
  if (choices === undefined) throw new Error('Packages are made by: npm run dist')
  return configuration(JSON.parse(choices) as Choices)
}

/** What electron-builder makes packages of. Throws nothing; a wrong field is refused by its own schema. */
export function configuration(choices: Choices): Configuration {
  const { flavour, electron, updates, prepared, signing = {} } = choices
  const { id, product, executable } = names[flavour]
  const linuxPackage = packageOf(executable, prepared)
  const fuses = flavour === 'test' ? testFuses : releaseFuses
  return {
    appId: id,
    productName: product,
    copyright: 'Copyright © Tessera',
    directories: { output: choices.output, buildResources: 'build' },
    extraMetadata: {
      name: executable,
      productName: product,
      desktopName: `${executable}.desktop`,
      // in the archive, which macOS and Windows check; read by shell/build-info.ts
      tessera: { flavour, ...(updates && { updates }) }
    },
    // Everything but keytar is in the bundles already; practice.js and tessera-cli.js are for the checkout.
    files: [
      'out/**',
      'package.json',
      '!out/.built',
      '!out/main/{practice,tessera-cli}.js',
      '!node_modules/**',
      'node_modules/keytar/{package.json,LICENSE.md,lib/*.js}',
      'node_modules/keytar/prebuilds/${platform}-${arch}/keytar.node'
    ],
    // only what asarUnpack names lies beside the archive, not whatever else its package holds
    asar: { smartUnpack: false },
    // a native module cannot be loaded out of the archive
    asarUnpack: ['**/*.node'],
    npmRebuild: false,
    electronVersion: electron.version,
    ...(electron.dist !== undefined && { electronDist: electron.dist }),
    electronLanguages: ['en-US'],
    afterExtract: removeDefaultApp,
    afterPack: async (context) => {
      noteApp(context, prepared)
      await setFuses(context, fuses, electron.pinned)
    },
    // without a key nothing is signed
    ...(flavour === 'release' && { artifactBuildCompleted: signArtefact }),
    // a build without a feed gets a name that leads nowhere: only with one does electron-builder note what kind of package it is
    publish: [{ provider: 'generic', url: updates?.url ?? 'https://updates.tessera.invalid/' }],
    protocols: [
      { name: `${product} links`, schemes: [flavour === 'test' ? 'tessera-test' : 'tessera'], role: 'Viewer' }
    ],
    linux: {
      target: ['deb', 'rpm', 'AppImage', 'tar.gz'],
      executableName: executable,
      syncDesktopName: true,
      category: 'Office',
      icon: 'build/icons',
      synopsis: 'Helpdesk console for Transmit Security Mosaic',
      // no executableArgs here: electron-builder adds those of a package to these
      desktop: { entry: { Keywords: 'helpdesk;password;unlock;identity;', StartupNotify: 'true' } }
    },
    deb: {
      ...linuxPackage,
      fpm: [
        ...linuxPackage.fpm,
        `--deb-changelog=${prepared}/changelog`,
        ...(choices.fast ? ['--deb-compression', 'none'] : [])
      ],
      depends: [
        'libgtk-3-0 | libgtk-3-0t64',
        'libnotify4',
        'libnss3',
        'libxss1',
        'libxtst6',
        'xdg-utils',
        'libatspi2.0-0 | libatspi2.0-0t64',
        'libuuid1',
        'libsecret-1-0',
        'libgbm1',
        'libasound2 | libasound2t64'
      ],
      recommends: ['gnome-keyring | kwalletmanager | keepassxc'],
      packageCategory: 'admin',
      priority: 'optional',
      compression: 'xz'
    },
    rpm: {
      ...linuxPackage,
      fpm: [
        ...linuxPackage.fpm,
        // rpm takes away no folder that it was not told of; a file's sum is by MD5 unless something else is said
        `--directories=/opt/${product}`,
        `--directories=/usr/share/doc/${executable}`,
        '--rpm-digest=sha256',
        ...(choices.fast ? ['--rpm-compression', 'none'] : [])
      ],
      depends: [
        'gtk3',
        'libnotify',
        'nss',
        'libXScrnSaver',
        '(libXtst or libXtst6)',
        'xdg-utils',
        'at-spi2-core',
        '(libuuid or libuuid1)',
        '(libsecret or libsecret-1-0)',
        '(mesa-libgbm or libgbm1)',
        '(alsa-lib or libasound2)'
      ],
      packageCategory: 'Applications/System'
    },
    // its entry ends in "%U", whatever is said here
    appImage: { executableArgs: ['--'] },
    win: {
      target: ['nsis', 'msi'],
      icon: 'build/icon.ico',
      legalTrademarks: '',
      // the helpdesk's machines have no reason to start it as administrator
      requestedExecutionLevel: 'asInvoker',
      verifyUpdateCodeSignature: true,
      ...signing.win
    },
    // one installer for both: an agent installs for themselves, an administrator for all
    nsis: {
      // the app takes no name with a space from the feed
      artifactName: executable + '-setup-${version}.${ext}',
      oneClick: false,
      perMachine: false,
      selectPerMachineByDefault: false,
      allowElevation: true,
      deleteAppDataOnUninstall: false,
      include: 'build/windows/installer.nsh'
    },
    // for software distribution: per machine, silent, updated by whoever distributes it
    msi: { artifactName: executable + '-${version}.${ext}', perMachine: true, oneClick: true },
    mac: {
      target: ['dmg', 'zip'],
      icon: 'build/icon.icns',
      category: 'public.app-category.business',
      // as macOS calls the same one
      electronLanguages: ['en'],
      hardenedRuntime: true,
      entitlements: 'build/mac/entitlements.mac.plist',
      entitlementsInherit: 'build/mac/entitlements.mac.plist',
      ...signing.mac
    }
  }
}

/** What deb and rpm have in common: scripts of our own, the man page, the command on the path. */
function packageOf(executable: string, prepared: string) {
  return {
    afterInstall: 'build/linux/after-install.tpl',
    afterRemove: 'build/linux/after-remove.tpl',
    appArmorProfile: 'build/linux/apparmor-profile.tpl',
    // one link, which cannot be a switch
    executableArgs: ['--', '%u'],
    fpm: [
      `${prepared}/${executable}.1.gz=/usr/share/man/man1/${executable}.1.gz`,
      `${prepared}/copyright=/usr/share/doc/${executable}/copyright`,
      `${prepared}/bin/${executable}=/usr/bin/${executable}`
    ]
  }
}

/**
 * A runtime that was unpacked before carries an app of its own, which must not ship. Before the archive is made: afterwards it would
 * stand among those whose integrity is checked. On macOS the app has Electron's own name until then.
 */
async function removeDefaultApp(context: AfterPackContext): Promise<void> {
  const { appOutDir, electronPlatformName, packager } = context
  const resources =
    electronPlatformName === 'darwin'
      ? join(appOutDir, packager.info.framework.distMacOsAppName, 'Contents', 'Resources')
      : packager.getResourcesDir(appOutDir)
  rmSync(join(resources, 'default_app.asar'), { recursive: true, force: true })
}

/** Tells `npm run dist` what was packed where (scripts/dist/make-packages.mjs): where that is differs by system and processor. */
function noteApp({ appOutDir, packager, arch }: AfterPackContext, prepared: string): void {
  const app = { folder: appOutDir, resources: packager.getResourcesDir(appOutDir), arch }
  appendFileSync(join(prepared, 'packed.jsonl'), `${JSON.stringify(app)}\n`)
}

/** Before anything is signed. With the pinned Electron every fuse must be in the table, and every one of the table in the binary. */
async function setFuses(context: AfterPackContext, fuses: Fuses, pinned: boolean): Promise<void> {
  const binary = binaryOf(context)
  if (pinned) await flipFuses(binary, { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...fuses })
  else
    await flipFuses(binary, {
      version: FuseVersion.V1,
      ...knownFuses(fuses, await getCurrentFuseWire(binary))
    })
}

function binaryOf({ appOutDir, electronPlatformName, packager }: AfterPackContext): string {
  const { productFilename } = packager.appInfo
  if (electronPlatformName === 'darwin') return join(appOutDir, `${productFilename}.app`)
  if (electronPlatformName === 'win32') return join(appOutDir, `${productFilename}.exe`)
  return join(appOutDir, packager.config.linux?.executableName ?? productFilename)
}
