// Whether a build may be released: a pure judgement of what scripts/release/facts.mjs found. All that is wrong is said at once.
import semver from 'semver'
import { kindProblems } from './kinds.mjs'

/**
 * @typedef {object} Build what `npm run dist` wrote into build.json
 * @property {string} version
 * @property {string | null} commit
 * @property {boolean} dirty
 * @property {string} flavour
 * @property {boolean} [fast] not compressed, for tests
 * @property {{ version: string, source: 'official' | 'npm-fallback' }} electron
 * @property {string} [feedUrl]
 * @property {string[]} [feedKeys] raw Ed25519 keys in base64
 * @property {{ file: string, kind: string, size: number, sha256: string }[]} artefacts
 *
 * @typedef {object} Facts
 * @property {Build} build
 * @property {{ version: string, homepage?: unknown, author?: unknown, devDependencies?: { electron?: string } }} project of package.json
 * @property {{ head: string, changed: readonly string[], tagsHere: readonly string[], tags: readonly string[] }} git
 * @property {readonly { what: string, problem: string }[]} signatures packages, checksums and descriptions whose signature was found
 *   wanting: `problem` is the rest of the sentence
 * @property {readonly { what: string, problem: string }[]} inside packages that hold something else than they should, in the same form
 * @property {readonly string[]} checksums what is wrong with the files by build.json and SHA256SUMS, each a sentence
 * @property {readonly string[]} sbom what is wrong with the SBOM, each a sentence
 * @property {readonly { name: string, answer: import('./feeds.mjs').Served }[]} feeds what the feed serves now
 * @property {readonly string[]} first said by whoever releases: the descriptions that the feed has never served
 * @property {readonly string[] | undefined} [only] said by whoever releases: the kinds of packages, where not all are made
 */

/**
 * @param {Facts} facts
 * @returns {string[]} why this build is not released, one sentence each; empty where nothing speaks against it
 */
export function refusals(facts) {
  return [
    ...ofTheSources(facts),
    ...ofTheBuild(facts),
    ...kindProblems(facts.build.artefacts, facts.only),
    ...ofTheVersion(facts),
    ...ofTheFirst(facts),
    ...facts.feeds.flatMap(({ name, answer }) => ofTheFeed(name, answer, facts)),
    ...facts.sbom,
    ...facts.checksums,
    ...[...facts.signatures, ...facts.inside].map(({ what, problem }) => `${what} ${problem}.`)
  ]
}

function ofTheSources({ build, project, git }) {
  const { changed, head } = git
  return reasons(
    [changed.length > 0, () => `The working tree is not clean: ${listed(changed)}.`],
    [build.dirty, () => 'The packages were made of a working tree that was not clean.'],
    [
      build.commit !== head,
      () => `The packages were made of commit ${build.commit ?? 'unknown'}, and HEAD is ${head}.`
    ],
    [
      isPlaceholder(project.homepage),
      () => 'package.json has no homepage of ours: it is missing or an example.'
    ],
    [
      isPlaceholder(contactOf(project.author)),
      () => 'package.json has no author with an address: it is missing or an example.'
    ]
  )
}

function ofTheBuild({ build, project }) {
  const { flavour, fast, electron, artefacts, feedUrl, feedKeys = [] } = build
  const pinned = project.devDependencies?.electron
  const tests = artefacts.map(({ file }) => file).filter((file) => /test/i.test(file))
  return reasons(
    [flavour !== 'release', () => `The packages are of the flavour "${flavour}", which is never released.`],
    [Boolean(fast), () => 'The packages are not compressed: they were made with --fast, for tests.'],
    [tests.length > 0, () => `These packages carry the name of the flavour for tests: ${listed(tests)}.`],
    [
      electron.source !== 'official',
      () =>
        `The packages hold the Electron for development (${electron.version}, ${electron.source}), not the official one.`
    ],
    [
      electron.version !== pinned,
      () => `The packages hold Electron ${electron.version}, and package.json pins ${pinned}.`
    ],
    [artefacts.length === 0, () => 'There are no packages.'],
    [
      !isFeedAddress(feedUrl),
      () => 'The packages know no update feed at an HTTPS address (TESSERA_UPDATE_URL).'
    ],
    [
      feedKeys.length === 0 || !feedKeys.every(isFeedKey),
      () =>
        'The packages know no key of the update feed, or one that is no Ed25519 key (TESSERA_UPDATE_KEYS).'
    ]
  )
}

function ofTheVersion({ build, project, git }) {
  const { version } = build
  const tag = `v${version}`
  const others = git.tags.filter(
    (name) => name !== tag && name.startsWith('v') && semver.valid(name) !== null
  )
  const newest = others.toSorted(semver.rcompare)[0]
  const valid = semver.valid(version) === version
  return reasons(
    [!valid, () => `"${version}" is not a version.`],
    [
      version !== project.version,
      () => `The packages are of version ${version}, and package.json says ${project.version}.`
    ],
    [!git.tagsHere.includes(tag), () => `HEAD has no tag ${tag}.`],
    [
      valid && newest !== undefined && !semver.gt(version, newest),
      () => `Version ${version} is not newer than the tag ${newest}.`
    ]
  )
}

/** A word too much may be a word that is meant for another. */
function ofTheFirst({ first, feeds }) {
  return first
    .filter((named) => !feeds.some(({ name }) => name === named))
    .map((named) => `--first names ${named}, which is no description of these packages.`)
}

function ofTheFeed(name, answer, { build, first }) {
  const { version } = build
  if (answer.state === 'unreachable') {
    return [`The feed cannot be asked what it serves as ${name}: ${answer.why}.`]
  }
  if (answer.state === 'nothing') {
    return first.includes(name)
      ? []
      : [`The feed serves no ${name} yet: if it never did, say so with --first ${name}.`]
  }
  return reasons(
    [
      first.includes(name),
      () => `The feed serves version ${answer.version} as ${name} already: --first must not name it any more.`
    ],
    [
      semver.valid(answer.version) === null,
      () => `The feed serves something as ${name} that is not a version: ${JSON.stringify(answer.version)}.`
    ],
    [
      semver.valid(answer.version) !== null &&
        semver.valid(version) !== null &&
        !semver.gt(version, answer.version),
      () => `Version ${version} is not newer than ${answer.version}, which the feed serves as ${name}.`
    ]
  )
}

const reasons = (...rules) => rules.filter(([applies]) => applies).map(([, sentence]) => sentence())

const MOST_LISTED = 5
const listed = (names) =>
  names.length <= MOST_LISTED
    ? names.join(', ')
    : `${names.slice(0, MOST_LISTED).join(', ')} and ${names.length - MOST_LISTED} more`

/** The names that RFC 2606 keeps for examples, and nothing at all. */
const isPlaceholder = (value) =>
  typeof value !== 'string' ||
  !/\S/.test(value) ||
  /[@.](?:example|invalid|test|localhost)(?:[/>:\s]|$)|example\.(?:com|net|org)/i.test(value)

const contactOf = (author) => (typeof author === 'string' ? author : author?.email)

const isFeedAddress = (url) =>
  typeof url === 'string' && URL.canParse(url) && new URL(url).protocol === 'https:' && !isPlaceholder(url)

const isFeedKey = (key) => /^[A-Za-z0-9+/]{43}=$/.test(key)
