// Puts what is uploaded into one folder, and says in which order.
import fs from 'node:fs'
import path from 'node:path'
import { CHECKSUMS } from '../dist/checksums.mjs'
import { sbomName } from '../dist/sbom.mjs'
import { descriptionsOf } from './kinds.mjs'

/**
 * The names of what is uploaded, in the order of the upload. Block maps are not: the app takes whole files, which it can check.
 * The descriptions come last: from then on installations fetch what they name. A signature comes before what it signs, so that a description is never there alone.
 * @param {import('./checks.mjs').Build} build
 */
export function uploadOrder({ version, artefacts }) {
  const packages = artefacts.map(({ file }) => file).toSorted()
  const papers = [sbomName(version), CHECKSUMS, `${CHECKSUMS}.asc`]
  const feed = descriptionsOf(artefacts).flatMap((name) => [`${name}.sig`, name])
  return [...packages, ...papers, ...feed]
}

/**
 * Copies the release into `dist/release/<version>/`, anew.
 * @returns {{ folder: string, names: string[] }} `names` in the order of the upload
 */
export function collect({ dist, build }) {
  const names = uploadOrder(build)
  const folder = path.join(dist, 'release', build.version)
  fs.rmSync(folder, { recursive: true, force: true })
  fs.mkdirSync(folder, { recursive: true })
  for (const name of names) fs.copyFileSync(path.join(dist, name), path.join(folder, name))
  return { folder, names }
}
