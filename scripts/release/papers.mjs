// What lies beside the packages and says what they are: build.json, SHA256SUMS, the SBOM. Each is held against the files.
import fs from 'node:fs'
import path from 'node:path'
import { CHECKSUMS, isPlainName, parseChecksums, sha256Of } from '../dist/checksums.mjs'
import { sbomName } from '../dist/sbom.mjs'

/**
 * @param {string} dist
 * @returns {import('./checks.mjs').Build}
 * @throws without a build.json, or where it names a file outside of `dist`
 */
export function readBuild(dist) {
  const file = path.join(dist, 'build.json')
  if (!fs.existsSync(file)) throw new Error('There is no build.json: run `npm run dist` first.')
  const build = JSON.parse(fs.readFileSync(file, 'utf8'))
  const outside = build.artefacts.find(({ file }) => !isPlainName(file))
  if (outside !== undefined)
    throw new Error(`build.json names ${JSON.stringify(outside.file)}, which is no plain file name.`)
  return build
}

/**
 * The packages that are no longer what `npm run dist` measured, once everything inside them was signed. What is missing is not among
 * them.
 * @param {import('./checks.mjs').Build} build
 * @returns {string[]} a sentence each
 */
export const changedSince = ({ artefacts }, dist) =>
  artefacts
    .map(({ file, sha256 }) => ({ file, sha256, at: path.join(dist, file) }))
    .filter(({ at, sha256 }) => fs.existsSync(at) && sha256Of(at) !== sha256)
    .map(({ file }) => `${file} is not what build.json says: it was changed after it was made.`)

/** @returns {string[]} what is wrong with SHA256SUMS, each a sentence */
export function checksumProblems({ version, artefacts }, dist) {
  const file = path.join(dist, CHECKSUMS)
  if (!fs.existsSync(file)) return [`There is no ${CHECKSUMS}.`]
  let sums
  try {
    sums = parseChecksums(fs.readFileSync(file, 'utf8'))
  } catch (error) {
    return [`${CHECKSUMS} cannot be read: ${error.message}.`]
  }
  const needed = [...artefacts.map(({ file }) => file), sbomName(version)]
  const there = (name) => fs.existsSync(path.join(dist, name))
  return [
    ...needed.filter((name) => !sums.has(name)).map((name) => `${CHECKSUMS} does not name ${name}.`),
    ...[...sums]
      .filter(([name, sum]) => there(name) && sha256Of(path.join(dist, name)) !== sum)
      .map(([name]) => `${name} is not what ${CHECKSUMS} says.`),
    ...[...sums.keys()]
      .filter((name) => !needed.includes(name) && !there(name))
      .map((name) => `${CHECKSUMS} names ${name}, which is not there.`)
  ]
}

/** @returns {string[]} what is wrong with the SBOM, each a sentence */
export function sbomProblems({ version, electron }, dist) {
  const name = sbomName(version)
  const file = path.join(dist, name)
  if (!fs.existsSync(file)) return [`There is no SBOM: ${name} is missing.`]
  try {
    const bom = JSON.parse(fs.readFileSync(file, 'utf8'))
    const packed = bom.components.some((one) => one.name === 'electron' && one.version === electron.version)
    if (bom.bomFormat === 'CycloneDX' && bom.metadata.component.version === version && packed) return []
  } catch {
    // said below
  }
  return [`${name} is not the SBOM of version ${version} with Electron ${electron.version}.`]
}
