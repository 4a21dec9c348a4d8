// Finds out what scripts/release/checks.mjs judges. Signatures, checksums and what is in the packages for Linux are looked at again; build.json
// alone says which Electron was packed, how, and of which sources: for the other packages nothing else tells.
import fs from 'node:fs'
import path from 'node:path'
import { CHECKSUMS } from '../dist/checksums.mjs'
import { appleProblem } from './apple.mjs'
import { authenticodeProblem } from './authenticode.mjs'
import { debProblem } from './deb.mjs'
import { descriptionProblems, served } from './feeds.mjs'
import { isSignedBy, withPublicKey } from './gpg.mjs'
import { insideProblems } from './inside.mjs'
import { descriptionsOf } from './kinds.mjs'
import { changedSince, checksumProblems, readBuild, sbomProblems } from './papers.mjs'
import { rpmProblem } from './rpm.mjs'
import { mustRun } from './tool.mjs'

/**
 * @param {object} where
 * @param {string} where.root the project
 * @param {string} where.dist
 * @param {NodeJS.ProcessEnv} where.env
 * @param {readonly string[]} [where.first] descriptions that the feed has never served
 * @param {readonly string[]} [where.only] kinds of packages, where not all are released
 * @param {typeof fetch} [where.ask] how the feed is asked
 * @returns {Promise<import('./checks.mjs').Facts>}
 * @throws without a build.json, or outside of a git checkout
 */
export async function findFacts({ root, dist, env, first = [], only, ask }) {
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
    inside: await insideFacts(build, dist),
    checksums: [...changedSince(build, dist), ...checksumProblems(build, dist)],
    sbom: sbomProblems(build, dist),
    feeds: build.feedUrl === undefined ? [] : await feedFacts(build.feedUrl, descriptions, ask),
    first,
    only
  }
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

async function insideFacts(build, dist) {
  const facts = []
  // one after the other: each is unpacked for a moment
  for (const { file, kind } of build.artefacts) {
    const at = path.join(dist, file)
    const problems = fs.existsSync(at) ? await insideProblems(at, kind, build) : []
    facts.push(...problems.map((problem) => ({ what: file, problem })))
  }
  return facts
}

const feedFacts = (url, names, ask) =>
  Promise.all(names.map(async (name) => ({ name, answer: await served(url, name, ask) })))
