// Three systems make the packages, one place checks, signs and collects them: their dist folders become one.
import fs from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { writeChecksums, writeWhole } from '../dist/checksums.mjs'
import { sbomName } from '../dist/sbom.mjs'
import { descriptionsOf } from './kinds.mjs'
import { changedSince, readBuild } from './papers.mjs'

/** What the builds of one release have in common. */
const COMMON = ['version', 'commit', 'dirty', 'flavour', 'fast', 'electron', 'feedUrl', 'feedKeys']

/**
 * @param {readonly string[]} folders dist folders of several systems
 * @param {string} dist where all of it goes; must hold no build yet
 * @returns {string[]} the names of the packages
 * @throws where the folders are not of one release, disagree about a file, or hold a package that is not the one that was built
 */
export function merge(folders, dist) {
  if (fs.existsSync(path.join(dist, 'build.json'))) throw new Error(`There is a build in ${dist} already.`)
  const builds = folders.map(readBuild)
  for (const field of COMMON) {
    if (!builds.every((build) => isDeepStrictEqual(build[field], builds[0][field]))) {
      throw new Error(`The builds are not of one release: they differ in "${field}".`)
    }
  }
  // the checksums are made anew below, and must not bless what came in on the way
  const changed = builds.flatMap((build, at) => changedSince(build, folders[at]))
  if (changed.length > 0) throw new Error(changed.join('\n'))
  fs.mkdirSync(dist, { recursive: true })
  for (const [at, { version, artefacts }] of builds.entries()) {
    const names = artefacts.map(({ file }) => file)
    for (const name of [...names, sbomName(version), ...descriptionsOf(artefacts)])
      bring(name, folders[at], dist)
  }
  const artefacts = builds.flatMap((build) => build.artefacts)
  const files = artefacts.map(({ file }) => file)
  if (new Set(files).size !== files.length) throw new Error('Two builds have a package of the same name.')
  writeWhole(path.join(dist, 'build.json'), `${JSON.stringify({ ...builds[0], artefacts }, null, 2)}\n`)
  writeChecksums({ dist, files: [...files, sbomName(builds[0].version)] })
  return files
}

function bring(name, folder, dist) {
  const [from, to] = [path.join(folder, name), path.join(dist, name)]
  // what is missing is found by the check
  if (!fs.existsSync(from)) return
  if (fs.existsSync(to) && !fs.readFileSync(to).equals(fs.readFileSync(from))) {
    throw new Error(`The builds disagree about ${name}.`)
  }
  fs.copyFileSync(from, to)
}
