// The descriptions of a version that the updater reads, and what the feed serves at this moment.
import fs from 'node:fs'
import path from 'node:path'
import { createHash } from 'node:crypto'
import yaml from 'js-yaml'
import { writeWhole } from '../dist/checksums.mjs'
import { isSigned } from '../dist/feed-signature.mjs'

/** As the app has it (src/main/updates/description.ts). */
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,199}$/
const FETCH_MS = 20_000
const MOST_BYTES = 1 << 20

/**
 * @param {string} file a description in the dist folder
 * @param {{ version: string, keys: readonly string[] }} expected
 * @returns {string[]} what is wrong with it, each as the rest of a sentence
 */
export function descriptionProblems(file, { version, keys }) {
  const problems = contentProblems(file, version)
  const signature = fs.existsSync(`${file}.sig`) ? fs.readFileSync(`${file}.sig`, 'utf8') : undefined
  if (signature === undefined) return [...problems, 'is not signed: there is no .sig file beside it']
  const description = fs.readFileSync(file)
  return isSigned({ name: path.basename(file), description, signature, trusted: keys })
    ? problems
    : [...problems, 'is not signed by a key that this build trusts']
}

/**
 * The same but for the signature: whether a description describes that version, and the files that lie beside it.
 * @param {string} file
 * @param {string} version
 * @returns {string[]}
 */
export function contentProblems(file, version) {
  const folder = path.dirname(file)
  const problems = []
  const description = parsed(fs.readFileSync(file))
  if (description?.version !== version)
    problems.push(`describes version ${description?.version}, not ${version}`)
  const files = Array.isArray(description?.files) ? description.files : []
  if (files.length === 0) problems.push('names no file')
  for (const { url, sha512, size } of files) {
    if (!FILE_NAME.test(String(url))) {
      problems.push(
        `names ${JSON.stringify(url)}, which the app does not take: only letters, digits and ._+-`
      )
      continue
    }
    const local = path.join(folder, url)
    if (!fs.existsSync(local)) problems.push(`names ${url}, which is not there`)
    else if (fs.statSync(local).size !== size) problems.push(`has another size for ${url} than the file has`)
    else if (sha512Of(local) !== sha512) problems.push(`has another checksum for ${url} than the file has`)
  }
  return problems
}

/** @returns {string} the version that a description is of. @throws where it names none */
export function versionIn(file) {
  const version = parsed(fs.readFileSync(file))?.version
  if (typeof version === 'string') return version
  throw new Error(`${path.basename(file)} is no description of a version.`)
}

function parsed(bytes) {
  try {
    return yaml.load(bytes.toString('utf8'), { schema: yaml.CORE_SCHEMA })
  } catch {
    return undefined
  }
}

/**
 * Offers a version to a part of the installations: writes the percentage into a description, which must be signed afterwards.
 * @param {string} file
 * @param {number} percent 1 to 100
 */
export function stage(file, percent) {
  if (!Number.isInteger(percent) || percent < 1 || percent > 100)
    throw new Error('A roll-out is 1 to 100 percent.')
  const text = fs.readFileSync(file, 'utf8').replace(/^stagingPercentage:.*\n/m, '')
  writeWhole(file, percent === 100 ? text : `${text.trimEnd()}\nstagingPercentage: ${percent}\n`)
}

const sha512Of = (file) => createHash('sha512').update(fs.readFileSync(file)).digest('base64')

/** @typedef {{ state: 'serves', version: string } | { state: 'nothing' } | { state: 'unreachable', why: string }} Served */

/**
 * What the feed offers now.
 * @param {string} url the feed's folder, with a slash at its end
 * @param {string} name of the description
 * @param {typeof fetch} [ask]
 * @returns {Promise<Served>} `nothing`: the server says so itself (404)
 */
export async function served(url, name, ask = fetch) {
  try {
    const address = new URL(name, url)
    if (address.protocol !== 'https:') return { state: 'unreachable', why: 'its address is not HTTPS' }
    const answer = await ask(address, {
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(FETCH_MS)
    })
    if (answer.status === 404) return { state: 'nothing' }
    if (!answer.ok) return { state: 'unreachable', why: `it answered ${answer.status}` }
    const text = Buffer.from(await answer.arrayBuffer())
    const version = text.length <= MOST_BYTES ? parsed(text)?.version : undefined
    return typeof version === 'string'
      ? { state: 'serves', version }
      : { state: 'unreachable', why: 'its answer is no description of a version' }
  } catch (error) {
    return { state: 'unreachable', why: error.cause?.code ?? error.cause?.message ?? error.name }
  }
}
