// Signs what lies beside the packages: SHA256SUMS and the feed's descriptions. The packages themselves were signed while they were made,
// and are not changed any more.
import fs from 'node:fs'
import path from 'node:path'
import { CHECKSUMS } from '../dist/checksums.mjs'
import { privateKeysFrom, signFeed } from '../dist/feed-signature.mjs'
import { signChecksums } from '../dist/sign-linux.mjs'
import { contentProblems, stage, versionIn } from './feeds.mjs'
import { SYSTEMS } from './kinds.mjs'
import { changedSince, checksumProblems, readBuild } from './papers.mjs'
import { given } from './secrets.mjs'

/**
 * Signs what there are keys for, once the files are what they should be.
 * @param {object} what
 * @param {string} what.folder with a build.json; or what was collected of a release, without one: there SHA256SUMS is signed already and
 *   stays, and the descriptions are signed anew
 * @param {NodeJS.ProcessEnv} what.env
 * @param {string} [what.percent] 1 to 100; else `TESSERA_ROLLOUT_PERCENT`, else everybody
 * @returns {{ said: string[], missing: string[] }} `missing`: the variables without which something is left unsigned
 * @throws where there is nothing to sign, or a file is not what the papers beside it say
 */
export function sign({ folder, env, percent = given(env, 'TESSERA_ROLLOUT_PERCENT') }) {
  const build = fs.existsSync(path.join(folder, 'build.json')) ? readBuild(folder) : undefined
  const wrong =
    build === undefined ? [] : [...changedSince(build, folder), ...checksumProblems(build, folder)]
  if (wrong.length > 0) throw new Error(`Nothing was signed: ${wrong.join(' ')}`)
  const needed = [...(build === undefined ? [] : ['TESSERA_GPG_KEY']), 'TESSERA_UPDATE_KEY']
  const missing = needed.filter((name) => given(env, name) === undefined)
  const can = (name) => needed.includes(name) && !missing.includes(name)
  const said = []
  if (can('TESSERA_GPG_KEY')) {
    signChecksums({ dist: folder, env })
    said.push(`signed: ${CHECKSUMS}.asc`)
  }
  if (can('TESSERA_UPDATE_KEY')) {
    const keys = privateKeysFrom(given(env, 'TESSERA_UPDATE_KEY'))
    said.push(...signDescriptions({ folder, keys, percent, version: build?.version }))
  }
  return { said, missing }
}

/** Without a `version` they must be of one. */
function signDescriptions({ folder, keys, percent, version }) {
  const files = SYSTEMS.map(({ description }) => path.join(folder, description)).filter((file) =>
    fs.existsSync(file)
  )
  if (files.length === 0)
    throw new Error(
      'There is no description of a version to sign: was TESSERA_UPDATE_URL set for `npm run dist`?'
    )
  const described = version ?? versionIn(files[0])
  const wrong = files.flatMap((file) =>
    contentProblems(file, described).map((problem) => `${path.basename(file)} ${problem}.`)
  )
  if (wrong.length > 0) throw new Error(`Nothing of the feed was signed: ${wrong.join(' ')}`)
  for (const file of percent === undefined ? [] : files) stage(file, Number(percent))
  const said = files.map((file) => `signed: ${path.basename(signFeed(file, keys))}`)
  return percent === undefined ? said : [...said, `offered to ${percent} % of the installations`]
}
