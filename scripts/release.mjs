// npm run release: refuses, with all reasons at once, or collects what is uploaded into dist/release/<version>/.
//   -- --check           only looks
//   -- --first           the feed has never served anything
//   -- sign [--percent n] signs SHA256SUMS and the feed's descriptions in dist/ with the keys of the environment;
//                        with --percent the version is offered to that part of the installations
//   -- merge <folder>…   makes one dist/ of those of several systems
//   -- feed-key <file>   makes a new key for the feed
// RELEASING.md has the steps and the variables.
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createFeedKey, privateKeysFrom, signFeed } from './dist/feed-signature.mjs'
import { signChecksums } from './dist/sign-linux.mjs'
import { refusals } from './release/checks.mjs'
import { collect } from './release/collect.mjs'
import { findFacts, readBuild } from './release/facts.mjs'
import { descriptionsOf, stage } from './release/feeds.mjs'
import { merge } from './release/merge.mjs'
import { given } from './release/secrets.mjs'

const root = process.cwd()
const dist = path.join(root, 'dist')

const commands = {
  release,
  sign: async ({ percent }) => sign(process.env, percent),
  merge: async (_options, folders) => {
    if (folders.length === 0) throw new Error('Which folders?')
    say(`one build of ${merge(folders, dist).length} packages`)
  },
  'feed-key': async (_options, [file]) => {
    if (file === undefined) throw new Error('Into which file should the private key go?')
    console.log(createFeedKey(file))
    console.error(
      `[release] The private key is in ${file}. Above is the public one, for TESSERA_UPDATE_KEYS.`
    )
  }
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      first: { type: 'boolean', default: false },
      percent: { type: 'string' }
    }
  })
  const [name = 'release', ...rest] = positionals
  if (!Object.hasOwn(commands, name)) throw new Error(`There is no command "${name}".`)
  process.exitCode = (await commands[name](values, rest)) ?? 0
} catch (error) {
  console.error(`[release] ${error.message}`)
  process.exitCode = 1
}

async function release({ check, first }) {
  const facts = await findFacts({ root, dist, env: process.env, first })
  const reasons = refusals(facts)
  if (reasons.length > 0) {
    console.error(`[release] Version ${facts.build.version} is not released:`)
    for (const reason of reasons) console.error(`  - ${reason}`)
    return 1
  }
  say(`nothing speaks against version ${facts.build.version}`)
  if (check) return 0
  const { folder, names } = collect({ dist, build: facts.build })
  say(`upload from ${path.relative(root, folder)} to ${facts.build.feedUrl}, in this order:`)
  for (const [at, name] of names.entries()) console.log(`  ${at + 1}. ${name}`)
  return 0
}

/** Signs what there are keys for; anything left unsigned makes it fail. */
function sign(env, percent) {
  const missing = ['TESSERA_GPG_KEY', 'TESSERA_UPDATE_KEY'].filter((name) => given(env, name) === undefined)
  if (!missing.includes('TESSERA_GPG_KEY')) say(`signed: ${path.basename(signChecksums({ dist, env }))}`)
  if (!missing.includes('TESSERA_UPDATE_KEY')) {
    const keys = privateKeysFrom(given(env, 'TESSERA_UPDATE_KEY'))
    const names = descriptionsOf(readBuild(dist).artefacts).filter((name) =>
      fs.existsSync(path.join(dist, name))
    )
    for (const name of percent === undefined ? [] : names) stage(path.join(dist, name), Number(percent))
    for (const name of names) say(`signed: ${path.basename(signFeed(path.join(dist, name), keys))}`)
    if (names.length === 0)
      throw new Error(
        'There is no description of a version to sign: was TESSERA_UPDATE_URL set for `npm run dist`?'
      )
  }
  for (const name of missing) console.error(`[release] ${name} is not set: what it signs is unsigned.`)
  return missing.length > 0 ? 1 : 0
}

function say(message) {
  console.log(`[release] ${message}`)
}
