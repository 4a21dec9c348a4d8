import { execFile, execFileSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256Of, writeChecksums } from '../../../scripts/dist/checksums.mjs'
import { publicKeyOf, signFeed } from '../../../scripts/dist/feed-signature.mjs'
import { signChecksums, signPackage } from '../../../scripts/dist/sign-linux.mjs'
import { makeApp, makeArchive, makeDeb, makeRpm } from './release-app'
import { put } from './scratch'

export const version = '2.0.0'
export const deb = `tessera_${version}_amd64.deb`
export const rpm = `tessera-${version}.x86_64.rpm`
export const archive = `tessera-${version}-x64.tar.gz`
export const image = `Tessera-${version}.AppImage`
export const sbomFile = `tessera-${version}.cdx.json`
export const feed = 'latest-linux.yml'
/** Nobody is there; a test answers in its place. */
export const feedUrl = 'https://updates.tessera.app/stable/'

/** A key of GPG's, armoured. */
function gpgKey(name: string): Pick<Keys, 'gpg' | 'gpgPublic'> {
  const home = mkdtempSync(join(tmpdir(), 'gpg-'))
  const gpg = (...args: string[]) =>
    execFileSync('gpg', ['--homedir', home, '--batch', '--quiet', '--passphrase', '', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore']
    })
  try {
    chmodSync(home, 0o700)
    // rpm's of older systems know no other kind
    gpg('--quick-generate-key', `${name} <${name}@tessera.test>`, 'rsa2048', 'sign', 'never')
    return {
      gpg: gpg('--armor', '--export-secret-keys').trim(),
      gpgPublic: gpg('--armor', '--export').trim()
    }
  } finally {
    execFileSync('gpgconf', ['--homedir', home, '--kill', 'all'])
    rmSync(home, { recursive: true, force: true })
  }
}

/** What stands in the feed's place on loopback, whose answers a test may change. */
export interface Feed {
  /** asks there instead */
  ask: typeof fetch
  /** Node's options by which a program does the same */
  preload: string
  answers: Map<string, string>
  server: Server
}

export async function startFeed(): Promise<Feed> {
  const answers = new Map<string, string>()
  const server = createServer((request, response) => {
    const answer = answers.get((request.url ?? '').slice(1))
    response.writeHead(answer === undefined ? 404 : 200).end(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const place = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const script = `const real = fetch
    globalThis.fetch = (address, options) => real(String(address).replace('${feedUrl}', '${place}'), options)`
  return {
    ask: (address, options) => fetch(inPlaceOf(address, place), options),
    preload: `--import=data:text/javascript,${encodeURIComponent(script)}`,
    answers,
    server
  }
}

const inPlaceOf = (address: Parameters<typeof fetch>[0], place: string) =>
  (address instanceof Request ? address.url : address.toString()).replace(feedUrl, place)

export interface Keys {
  gpg: string
  gpgPublic: string
  feed: ReturnType<typeof generateKeyPairSync>['privateKey']
}

export const makeKeys = (): Keys => ({
  ...gpgKey('release'),
  feed: generateKeyPairSync('ed25519').privateKey
})

export const environment = (keys: Keys): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  TESSERA_GPG_KEY: keys.gpg
})

/** A project with a commit, a tag and a dist folder against which nothing speaks. */
export async function makeRelease(root: string, keys: Keys): Promise<void> {
  const git = gitIn(root)
  put(
    join(root, 'package.json'),
    JSON.stringify({
      version,
      homepage: 'https://tessera.app/',
      author: { name: 'T', email: 'us@tessera.app' },
      devDependencies: { electron: '45.4.1' }
    })
  )
  put(join(root, '.gitignore'), 'dist/\n')
  git('init', '--quiet', '--initial-branch=main')
  git('add', '.')
  git('commit', '--quiet', '-m', 'one')
  git('tag', 'v1.9.0', 'HEAD')
  git('tag', `v${version}`)

  const dist = join(root, 'dist')
  const env = environment(keys)
  const feedKeys = [publicKeyOf(keys.feed)]
  const work = `${root}.work`
  const app = join(work, 'app')
  await makeApp(app, {
    name: 'tessera',
    version,
    tessera: { flavour: 'release', updates: { url: feedUrl, keys: feedKeys } }
  })
  const what = { app, name: 'tessera', version }
  makeDeb(join(dist, deb), join(work, 'deb'), what)
  makeRpm(join(dist, rpm), join(work, 'rpm'), what)
  makeArchive(join(dist, archive), app)
  put(join(dist, image), 'an image')
  rmSync(work, { recursive: true, force: true })
  for (const file of [deb, rpm]) signPackage(join(dist, file), env)
  put(
    join(dist, sbomFile),
    JSON.stringify({
      bomFormat: 'CycloneDX',
      metadata: { component: { version } },
      components: [{ name: 'electron', version: '45.4.1' }]
    })
  )
  describeVersion(dist, version, keys)
  const artefacts = [
    { file: deb, kind: 'deb' },
    { file: rpm, kind: 'rpm' },
    { file: archive, kind: 'tar.gz' },
    { file: image, kind: 'AppImage' }
  ]
  const build = {
    version,
    commit: git('rev-parse', 'HEAD').trim(),
    dirty: false,
    flavour: 'release',
    electron: { version: '45.4.1', source: 'official' },
    feedUrl,
    feedKeys,
    artefacts
  }
  put(join(dist, 'build.json'), JSON.stringify(build))
  measureAgain(root)
  writeChecksums({ dist, files: [...artefacts.map(({ file }) => file), sbomFile] })
  signChecksums({ dist, env })
}

/** As electron-builder describes a version, signed. */
export function describeVersion(dist: string, described: string, keys: Keys): void {
  const bytes = readFileSync(join(dist, deb))
  const sha512 = createHash('sha512').update(bytes).digest('base64')
  const file = `  - url: ${deb}\n    sha512: ${sha512}\n    size: ${bytes.length}\n`
  put(join(dist, feed), `version: ${described}\nfiles:\n${file}`)
  signFeed(join(dist, feed), keys.feed)
}

export const gitIn =
  (root: string) =>
  (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@tessera.test', ...args], {
      cwd: root,
      encoding: 'utf8'
    })

/** Runs the real command in `root`, and answers all that it said. */
export function runRelease(
  root: string,
  env: NodeJS.ProcessEnv,
  ...args: string[]
): Promise<{ code: number; said: string }> {
  const command = join(import.meta.dirname, '../../../scripts/release.mjs')
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...args], { cwd: root, env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr })
    })
  })
}

/** Changes one field of build.json. */
export function changeBuild(root: string, change: Record<string, unknown>): void {
  const file = join(root, 'dist', 'build.json')
  const build = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  writeFileSync(file, JSON.stringify({ ...build, ...change }))
}

/** Says the packages' checksums anew in build.json, as if they had been made so. */
export function measureAgain(root: string): void {
  const dist = join(root, 'dist')
  const { artefacts } = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')) as {
    artefacts: { file: string; kind: string }[]
  }
  changeBuild(root, {
    artefacts: artefacts.map((artefact) => ({ ...artefact, sha256: sha256Of(join(dist, artefact.file)) }))
  })
}
