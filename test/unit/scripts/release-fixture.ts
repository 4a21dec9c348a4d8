import { execFile, execFileSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeChecksums } from '../../../scripts/dist/checksums.mjs'
import { publicKeyOf, signFeed } from '../../../scripts/dist/feed-signature.mjs'
import { signChecksums, signPackage } from '../../../scripts/dist/sign-linux.mjs'
import { put } from './scratch'

export const version = '2.0.0'
export const deb = `tessera_${version}_amd64.deb`
export const rpm = `tessera-${version}.x86_64.rpm`
export const archive = `tessera-${version}-x64.tar.gz`
export const sbomFile = `tessera-${version}.cdx.json`
export const feed = 'latest-linux.yml'

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

/** A feed on loopback, whose answers a test may change. */
export interface Feed {
  url: string
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
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, answers, server }
}

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
export function makeRelease(root: string, keys: Keys, feedUrl: string): void {
  const git = gitIn(root)
  put(
    join(root, 'package.json'),
    JSON.stringify({
      version,
      homepage: 'https://tessera.app/',
      author: { name: 'T', email: 'us@tessera.app' }
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
  makeDeb(dist)
  makeRpm(dist)
  put(join(dist, archive), 'an archive')
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
    { file: archive, kind: 'tar.gz' }
  ]
  const build = {
    version,
    commit: git('rev-parse', 'HEAD').trim(),
    dirty: false,
    flavour: 'release',
    electron: { version: '45.4.1', source: 'official' },
    feedUrl,
    feedKeys: [publicKeyOf(keys.feed)],
    artefacts
  }
  put(join(dist, 'build.json'), JSON.stringify(build))
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

function makeDeb(dist: string): void {
  const folder = join(dist, '..', '.git', 'deb')
  put(
    join(folder, 'DEBIAN', 'control'),
    `Package: tessera\nVersion: ${version}\nArchitecture: amd64\nMaintainer: T <t@tessera.test>\nDescription: nothing\n`
  )
  mkdirSync(dist, { recursive: true })
  execFileSync('dpkg-deb', ['--build', '-Zxz', '--root-owner-group', folder, join(dist, deb)], {
    stdio: 'ignore'
  })
}

function makeRpm(dist: string): void {
  const folder = join(dist, '..', '.git', 'rpm')
  const spec = join(folder, 'tessera.spec')
  put(
    spec,
    `Name: tessera\nVersion: ${version}\nRelease: 1\nSummary: nothing\nLicense: none\nBuildArch: noarch\n%description\nnothing\n%files\n`
  )
  execFileSync('rpmbuild', ['-bb', '--quiet', '--define', `_topdir ${folder}`, spec], { stdio: 'ignore' })
  cpSync(join(folder, 'RPMS', 'noarch', `tessera-${version}-1.noarch.rpm`), join(dist, rpm))
}

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
