// Finds out what scripts/release/checks.mjs judges: everything is looked at again, nothing is taken from what the build says it did.
import fs from 'node:fs'
import path from 'node:path'
import { CHECKSUMS, parseChecksums, sha256Of } from '../dist/checksums.mjs'
import { sbomName } from '../dist/sbom.mjs'
import { appleProblem } from './apple.mjs'
import { authenticodeProblem } from './authenticode.mjs'
import { debProblem } from './deb.mjs'
import { descriptionProblems, descriptionsOf, served } from './feeds.mjs'
import { isSignedBy, withPublicKey } from './gpg.mjs'
import { rpmProblem } from './rpm.mjs'
import { mustRun } from './tool.mjs'

/**
 * @param {object} where
 * @param {string} where.root the project
 * @param {string} where.dist
 * @param {NodeJS.ProcessEnv} where.env
 * @param {boolean} where.first
 * @returns {Promise<import('./checks.mjs').Facts>}
 * @throws without a build.json, or outside of a git checkout
 */
export async function findFacts({ root, dist, env, first }) {
  const build = readBuild(dist)
  const descriptions = descriptionsOf(build.artefacts)
  return {
    build,
    project: JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')),
    git: gitFacts(root),
    signatures: [
      ...withKey(env, (gpg) => [
        ...build.artefacts.flatMap((artefact) => packageProblem(artefact, dist, { env, gpg })),
        ...checksumSignature(dist, gpg)
      ]),
      ...descriptions.flatMap((name) => descriptionFacts(name, dist, build))
    ],
    checksums: checksumProblems(build, dist),
    sbom: sbomProblems(build, dist),
    feeds: build.feedUrl === undefined ? [] : await feedFacts(build.feedUrl, descriptions),
    first
  }
}

/** @returns {import('./checks.mjs').Build} */
export function readBuild(dist) {
  const file = path.join(dist, 'build.json')
  if (!fs.existsSync(file)) throw new Error('There is no build.json: run `npm run dist` first.')
  return JSON.parse(fs.readFileSync(file, 'utf8'))
}

function gitFacts(root) {
  const git = (...args) =>
    mustRun('git', args, { cwd: root })
      .out.split('\n')
      .filter((line) => line !== '')
  return {
    head: git('rev-parse', 'HEAD')[0],
    changed: git('status', '--porcelain', '--untracked-files=all').map((line) => line.slice(3)),
    tagsHere: git('tag', '--points-at', 'HEAD'),
    tags: git('tag', '--list', 'v*')
  }
}

/** Runs `use` with what answers the key of this release, or throws why there is none. */
function withKey(env, use) {
  try {
    return withPublicKey(env, (gpg) => use(() => gpg))
  } catch (error) {
    return use(() => {
      throw error
    })
  }
}

const verifiers = {
  deb: (file, { gpg }) => debProblem(file, gpg()),
  rpm: (file, { gpg }) => rpmProblem(file, gpg()),
  nsis: (file, { env }) => authenticodeProblem(file, env),
  msi: (file, { env }) => authenticodeProblem(file, env),
  dmg: (file, { env }) => appleProblem(file, env),
  zip: (file, { env }) => appleProblem(file, env),
  // no place for a signature: SHA256SUMS.asc covers them
  AppImage: () => undefined,
  'tar.gz': () => undefined
}

function packageProblem({ file, kind }, dist, keys) {
  const verify = verifiers[kind]
  if (verify === undefined)
    return [{ what: file, problem: `is of a kind that this command cannot verify (${kind})` }]
  if (!fs.existsSync(path.join(dist, file))) return [{ what: file, problem: 'is missing' }]
  return problemsOf(file, () => verify(path.join(dist, file), keys))
}

function checksumSignature(dist, gpg) {
  const [file, signature] = [path.join(dist, CHECKSUMS), path.join(dist, `${CHECKSUMS}.asc`)]
  if (!fs.existsSync(file)) return []
  if (!fs.existsSync(signature))
    return [{ what: CHECKSUMS, problem: `is not signed: there is no ${CHECKSUMS}.asc` }]
  return problemsOf(CHECKSUMS, () =>
    isSignedBy(signature, file, gpg())
      ? undefined
      : 'has a signature that is not good, or not by the key of this release'
  )
}

/** What cannot be verified is not signed. */
function problemsOf(what, verify) {
  try {
    const problem = verify()
    return problem === undefined ? [] : [{ what, problem }]
  } catch (error) {
    return [{ what, problem: `cannot be verified: ${error.message}` }]
  }
}

function descriptionFacts(name, dist, { version, feedKeys = [] }) {
  const file = path.join(dist, name)
  if (!fs.existsSync(file))
    return [{ what: name, problem: 'is missing, so that no installation would hear of this version' }]
  return descriptionProblems(file, { version, keys: feedKeys }).map((problem) => ({ what: name, problem }))
}

function checksumProblems({ version, artefacts }, dist) {
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

function sbomProblems({ version, electron }, dist) {
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

const feedFacts = (url, names) =>
  Promise.all(names.map(async (name) => ({ name, answer: await served(url, name) })))
