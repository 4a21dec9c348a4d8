// The SBOM: what is really in the packages, not what npm installed to make them. out/third-party.json, which the build writes,
// names every npm package whose code is in a bundle; Electron brings Chromium and Node.
import { Enums, Models, Serialize, Spec, SPDX } from '@cyclonedx/cyclonedx-library'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { withoutSecrets } from '../release/secrets.mjs'
import { projectRoot, readProjectJson } from '../setup/project.mjs'
import { writeWhole } from './checksums.mjs'

export const sbomName = (version) => `tessera-${version}.cdx.json`

/**
 * Writes `tessera-<version>.cdx.json` (CycloneDX 1.6) into `dist`. The same contents give the same bytes.
 * @param {object} what
 * @param {string} what.dist
 * @param {string} what.version of the app
 * @param {string} [what.electron] the version that is packed; else that of the runtime here
 * @param {string} [what.root] the project
 * @returns {string} its path
 */
export function writeSbom({ dist, version, electron, root = projectRoot }) {
  const text = sbom({
    version,
    electron: knownOf(electron),
    packages: readProjectJson('out/third-party.json', root),
    lock: readProjectJson('package-lock.json', root),
    timestamp: sourceDate(root)
  })
  return writeWhole(path.join(dist, sbomName(version)), text)
}

/**
 * @param {object} what
 * @param {string} what.version
 * @param {{ version: string, chromium?: string, node?: string }} what.electron
 * @param {readonly { name: string, version: string, licence: string, repository?: string }[]} what.packages
 * @param {{ packages: Record<string, { name?: string, version?: string, integrity?: string }> }} what.lock
 * @param {Date} what.timestamp
 * @returns {string} CycloneDX 1.6 as JSON
 */
export function sbom({ version, electron, packages, lock, timestamp }) {
  const root = new Models.Component(Enums.ComponentType.Application, 'tessera', {
    bomRef: `tessera@${version}`,
    version
  })
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: root, timestamp }) })
  const integrity = integrityByPackage(lock)
  for (const one of [...packages.map((one) => library(one, integrity)), runtime(electron)]) {
    bom.components.add(one)
    root.dependencies.add(one.bomRef)
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6))
  const text = () => `${serializer.serialize(bom, { sortLists: true, space: 1 })}\n`
  bom.serialNumber = uuidOf(text())
  return text()
}

function library({ name, version, licence, repository }, integrity) {
  const [, group, plain] = /^(?:(@[^/]+)\/)?(.+)$/.exec(name)
  const component = new Models.Component(Enums.ComponentType.Library, plain, {
    ...(group !== undefined && { group }),
    version,
    bomRef: `${name}@${version}`,
    purl: npmPurl(name, version)
  })
  component.licenses.add(licenceOf(licence))
  for (const [algorithm, hex] of hashesOf(integrity.get(`${name}@${version}`)))
    component.hashes.set(algorithm, hex)
  const url = webAddress(repository)
  if (url !== undefined) {
    component.externalReferences.add(new Models.ExternalReference(url, Enums.ExternalReferenceType.VCS))
  }
  return component
}

/** Electron with what is inside it: scanners look for Chromium and Node by their CPE. */
function runtime({ version, chromium, node }) {
  const electron = new Models.Component(Enums.ComponentType.Framework, 'electron', {
    version,
    bomRef: `electron@${version}`,
    purl: npmPurl('electron', version)
  })
  electron.licenses.add(licenceOf('MIT'))
  const parts = [
    chromium &&
      part('chromium', chromium, 'BSD-3-Clause', `cpe:2.3:a:google:chrome:${chromium}:*:*:*:*:*:*:*`),
    node && part('node', node, 'MIT', `cpe:2.3:a:nodejs:node.js:${node}:*:*:*:*:*:*:*`)
  ]
  for (const one of parts) if (one) electron.components.add(one)
  return electron
}

function part(name, version, licence, cpe) {
  const component = new Models.Component(Enums.ComponentType.Library, name, {
    version,
    bomRef: `electron/${name}@${version}`,
    purl: `pkg:generic/${name}@${version}`,
    cpe
  })
  component.licenses.add(licenceOf(licence))
  return component
}

const npmPurl = (name, version) => `pkg:npm/${name.replace(/^@/, '%40')}@${encodeURIComponent(version)}`

function licenceOf(stated) {
  const id = SPDX.fixupSpdxId(stated)
  if (id !== undefined) return new Models.SpdxLicense(id)
  return / (?:AND|OR|WITH) /.test(stated)
    ? new Models.LicenseExpression(stated)
    : new Models.NamedLicense(stated || 'unknown')
}

/** `name@version` → what package-lock.json says of the tarball; an alias counts by the name of the package behind it. */
function integrityByPackage(lock) {
  const entries = Object.entries(lock.packages).map(([place, entry]) => {
    const name = entry.name ?? place.split('node_modules/').at(-1)
    return [`${name}@${entry.version}`, entry.integrity]
  })
  return new Map(entries)
}

const algorithms = {
  sha256: Enums.HashAlgorithm['SHA-256'],
  sha384: Enums.HashAlgorithm['SHA-384'],
  sha512: Enums.HashAlgorithm['SHA-512']
}

/** Subresource integrity (`sha512-<base64>`, several apart by spaces) as CycloneDX has it: algorithm and hex. */
export function hashesOf(integrity = '') {
  return integrity
    .split(/\s+/)
    .map((one) => /^(sha\d+)-([A-Za-z0-9+/=]+)/.exec(one))
    .filter((match) => match !== null && match[1] in algorithms)
    .map(([, name, base64]) => [algorithms[name], Buffer.from(base64, 'base64').toString('hex')])
}

function webAddress(repository = '') {
  const url = repository
    .replace(/^git\+/, '')
    .replace(/^git:/, 'https:')
    .replace(/^ssh:\/\/git@/, 'https://')
  return /^https:\/\/[^\s"]+$/.test(url)
    ? url
    : /^[\w.-]+\/[\w.-]+$/.test(url)
      ? `https://github.com/${url}`
      : undefined
}

/** A UUID that is made of the contents (RFC 9562, version 8), in the form of a CycloneDX serial number. */
function uuidOf(text) {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16)
  bytes[6] = (bytes[6] & 0x0f) | 0x80
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  return `urn:uuid:${bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`
}

/** When the sources were made: SOURCE_DATE_EPOCH (seconds), else the commit's date; never the hour of the build. */
export function sourceDate(root = projectRoot, env = process.env) {
  const given = env.SOURCE_DATE_EPOCH
  const { stdout } = given
    ? { stdout: given }
    : spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' })
  const seconds = Number.parseInt(stdout ?? '', 10)
  if (!Number.isSafeInteger(seconds))
    throw new Error('no date of the sources: set SOURCE_DATE_EPOCH, or build from a git checkout')
  return new Date(seconds * 1000)
}

/** Chromium's and Node's versions are those of the runtime here, where it is the one that is packed. */
function knownOf(version) {
  const found = spawnSync(process.execPath, [path.join(projectRoot, 'scripts', 'electron-path.mjs')], {
    encoding: 'utf8'
  })
  const here = found.status === 0 ? electronVersions(found.stdout.trim()) : undefined
  if (here !== undefined && (version === undefined || version === here.version)) return here
  if (version === undefined)
    throw new Error('no Electron to take the versions of: run `node scripts/setup.mjs` first')
  return { version }
}

/** @returns {{ version: string, chromium: string, node: string } | undefined} undefined where `binary` cannot be run here */
export function electronVersions(binary) {
  const { status, stdout } = spawnSync(binary, ['-p', 'JSON.stringify(process.versions)'], {
    encoding: 'utf8',
    env: { ...withoutSecrets(process.env), ELECTRON_RUN_AS_NODE: '1' }
  })
  if (status !== 0) return undefined
  const { electron, chrome, node } = JSON.parse(stdout)
  return { version: electron, chromium: chrome, node }
}
