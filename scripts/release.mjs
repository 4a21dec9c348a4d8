// npm run release: refuses, with all reasons at once, or collects what is uploaded into dist/release/<version>/.
//   -- --check            only looks
//   -- --first <name,…>   the feed has never served these descriptions, for example latest-mac.yml
//   -- --only <kind,…>    only these kinds of packages are released: deb, rpm, AppImage, tar.gz, nsis, msi, dmg, zip
//   -- sign [--percent n] signs SHA256SUMS and the feed's descriptions in dist/ with the keys of the environment; with --percent (or
//                         TESSERA_ROLLOUT_PERCENT) the version is offered to that part of the installations
//   -- sign <folder>      the same for the descriptions in a folder that was collected before
//   -- merge <folder>…    makes one dist/ of those of several systems
//   -- feed-key <file>    makes a new key for the feed
// RELEASING.md has the steps and the variables.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createFeedKey } from './dist/feed-signature.mjs'
import { refusals } from './release/checks.mjs'
import { collect } from './release/collect.mjs'
import { findFacts } from './release/facts.mjs'
import { merge } from './release/merge.mjs'
import { readBuild } from './release/papers.mjs'
import { sign } from './release/sign.mjs'

const root = process.cwd()
const dist = path.join(root, 'dist')

const commands = {
  release,
  sign: signFolder,
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
      first: { type: 'string' },
      only: { type: 'string' },
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

async function release({ check, first, only }) {
  const facts = await findFacts({ root, dist, env: process.env, first: listed(first), only: listed(only) })
  const { version, feedUrl } = facts.build
  if (facts.only !== undefined)
    say(`asked for with --only, nothing else is released: ${facts.only.join(', ')}`)
  const reasons = refusals(facts)
  if (reasons.length > 0) {
    console.error(`[release] Version ${version} is not released:`)
    for (const reason of reasons) console.error(`  - ${reason}`)
    return 1
  }
  say(`nothing speaks against version ${version}`)
  if (check) return 0
  const { folder, names } = collect({ dist, build: facts.build })
  say(`upload from ${path.relative(root, folder)} to ${feedUrl}, in this order:`)
  for (const [at, name] of names.entries()) console.log(`  ${at + 1}. ${name}`)
  return 0
}

/** Anything left unsigned makes it fail. */
async function signFolder({ percent }, [folder]) {
  // without a folder's name only what was just made will do
  if (folder === undefined) readBuild(dist)
  const { said, missing } = sign({ folder: folder ?? dist, env: process.env, percent })
  for (const line of said) say(line)
  for (const name of missing) console.error(`[release] ${name} is not set: what it signs is unsigned.`)
  return missing.length > 0 ? 1 : 0
}

/** The words of an option's value. */
function listed(value) {
  return value?.split(/[\s,]+/).filter((word) => word !== '')
}

function say(message) {
  console.log(`[release] ${message}`)
}
