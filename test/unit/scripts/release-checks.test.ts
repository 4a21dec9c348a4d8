import { describe, expect, it } from 'vitest'
import { refusals } from '../../../scripts/release/checks.mjs'

type Facts = Parameters<typeof refusals>[0]

const key = Buffer.alloc(32, 1).toString('base64')
const head = 'a'.repeat(40)
const artefact = (file: string, kind: string) => ({ file, kind, size: 1, sha256: 'b'.repeat(64) })
const good: Facts = {
  build: {
    version: '1.2.0',
    commit: head,
    dirty: false,
    flavour: 'release',
    electron: { version: '45.4.1', source: 'official' },
    feedUrl: 'https://updates.tessera.app/stable/',
    feedKeys: [key],
    artefacts: ['deb', 'rpm', 'AppImage', 'tar.gz'].map((kind) => artefact(`tessera.${kind}`, kind))
  },
  project: {
    version: '1.2.0',
    homepage: 'https://tessera.app/',
    author: { name: 'T', email: 'us@tessera.app' },
    devDependencies: { electron: '45.4.1' }
  },
  git: { head, changed: [], tagsHere: ['v1.2.0'], tags: ['v1.2.0', 'v1.1.9', 'nightly', 'v0.9.0-rc.1'] },
  signatures: [],
  inside: [],
  checksums: [],
  sbom: [],
  feeds: [{ name: 'latest-linux.yml', answer: { state: 'serves', version: '1.1.9' } }],
  first: []
}
const build = (change: Partial<Facts['build']>): Facts => ({ ...good, build: { ...good.build, ...change } })
const project = (change: Partial<Facts['project']>): Facts => ({
  ...good,
  project: { ...good.project, ...change }
})
const git = (change: Partial<Facts['git']>): Facts => ({ ...good, git: { ...good.git, ...change } })
const serving = (answer: Facts['feeds'][number]['answer'], first: string[] = []): Facts => ({
  ...good,
  feeds: [{ name: 'latest-linux.yml', answer }],
  first
})
/** Other packages than all of Linux, and what is said of them. */
const packages = (kinds: string[], only?: string[]): Facts => ({
  ...build({ artefacts: kinds.map((kind) => artefact(`a.${kind}`, kind)) }),
  only
})

it('lets a good build pass', () => {
  expect(refusals(good)).toEqual([])
})

it('lets the very first release pass when that is said', () => {
  expect(refusals(serving({ state: 'nothing' }, ['latest-linux.yml']))).toEqual([])
})

it('lets a system join later: what the feed lacks is excused, and the others must be newer as ever', () => {
  const joined: Facts = {
    ...packages(['deb', 'rpm', 'AppImage', 'tar.gz', 'dmg', 'zip', 'dmg']),
    feeds: [...good.feeds, { name: 'latest-mac.yml', answer: { state: 'nothing' } }],
    first: ['latest-mac.yml']
  }
  expect(refusals(joined)).toEqual([])
  expect(refusals({ ...joined, first: [] })).toEqual([
    'The feed serves no latest-mac.yml yet: if it never did, say so with --first latest-mac.yml.'
  ])
  const old = serving({ state: 'serves', version: '1.2.0' }).feeds
  expect(refusals({ ...joined, feeds: [...old, ...joined.feeds.slice(1)] })).toEqual([
    'Version 1.2.0 is not newer than 1.2.0, which the feed serves as latest-linux.yml.'
  ])
})

it.each([
  [['nsis', 'msi']],
  [['dmg', 'zip']],
  [['deb'], ['deb']],
  [
    ['deb', 'tar.gz', 'zip'],
    ['tar.gz', 'zip', 'deb']
  ]
])('lets packages of these kinds pass: %j, --only %j', (kinds, only?: string[]) => {
  expect(refusals(packages(kinds, only))).toEqual([])
})

const author = 'package.json has no author with an address: it is missing or an example.'
const homepage = 'package.json has no homepage of ours: it is missing or an example.'
const feed = 'The packages know no update feed at an HTTPS address (TESSERA_UPDATE_URL).'
const feedKeys =
  'The packages know no key of the update feed, or one that is no Ed25519 key (TESSERA_UPDATE_KEYS).'
const lack = (system: string, kinds: string) =>
  `The packages for ${system} lack ${kinds}: if that is meant, name the kinds that there are with --only.`

describe('one defect is one sentence', () => {
  it.each<[string, Facts]>([
    ['The working tree is not clean: a, b.', git({ changed: ['a', 'b'] })],
    ['The working tree is not clean: 1, 2, 3, 4, 5 and 2 more.', git({ changed: '1234567'.split('') })],
    ['The packages were made of a working tree that was not clean.', build({ dirty: true })],
    [
      `The packages were made of commit ${'c'.repeat(40)}, and HEAD is ${head}.`,
      build({ commit: 'c'.repeat(40) })
    ],
    [`The packages were made of commit unknown, and HEAD is ${head}.`, build({ commit: null })],
    [homepage, project({ homepage: undefined })],
    [homepage, project({ homepage: ' ' })],
    [homepage, project({ homepage: 'https://tessera.example' })],
    [homepage, project({ homepage: 'https://tessera.example/page' })],
    [homepage, project({ homepage: 'https://www.example.com/' })],
    [author, project({ author: undefined })],
    [author, project({ author: { name: 'T' } })],
    [author, project({ author: { email: 'support@tessera.example' } })],
    [author, project({ author: 'T <t@localhost>' })],
    ['The packages are of the flavour "test", which is never released.', build({ flavour: 'test' })],
    [
      'These packages carry the name of the flavour for tests: tessera-test_1.2.0_amd64.deb.',
      build({
        artefacts: [...good.build.artefacts, artefact('tessera-test_1.2.0_amd64.deb', 'deb')]
      })
    ],
    ['The packages are not compressed: they were made with --fast, for tests.', build({ fast: true })],
    [
      'The packages hold Electron 44.0.0, and package.json pins 45.4.1.',
      build({ electron: { version: '44.0.0', source: 'official' } })
    ],
    [lack('Linux', 'rpm, AppImage, tar.gz'), packages(['deb'])],
    [lack('Windows', 'msi'), packages(['nsis'])],
    [lack('macOS', 'dmg'), packages(['zip'])],
    ['--only names rpm, and there is no such package.', packages(['deb'], ['deb', 'rpm'])],
    ['a.rpm is of the kind rpm, which --only does not name.', packages(['deb', 'rpm'], ['deb'])],
    [
      'The packages hold the Electron for development (45.4.1, npm-fallback), not the official one.',
      build({ electron: { version: '45.4.1', source: 'npm-fallback' } })
    ],
    ['There are no packages.', build({ artefacts: [] })],
    [feed, build({ feedUrl: 'http://updates.tessera.app/' })],
    [feed, build({ feedUrl: 'http://127.0.0.1:8080/' })],
    [feed, build({ feedUrl: 'https://updates.tessera.example/' })],
    [feed, build({ feedUrl: 'updates' })],
    [feedKeys, build({ feedKeys: [] })],
    [feedKeys, build({ feedKeys: [key, 'c2hvcnQ='] })],
    ['The packages are of version 1.2.0, and package.json says 1.3.0.', project({ version: '1.3.0' })],
    ['HEAD has no tag v1.2.0.', git({ tagsHere: ['v1.1.9', 'nightly'] })],
    ['Version 1.2.0 is not newer than the tag v1.10.0.', git({ tags: ['v1.9.0', 'v1.10.0', 'v1.2.0'] })],
    ['Version 1.2.0 is not newer than the tag v1.3.0-rc.1.', git({ tags: ['v1.2.0', 'v1.3.0-rc.1'] })],
    [
      'The feed cannot be asked what it serves as latest-linux.yml: gone.',
      serving({ state: 'unreachable', why: 'gone' })
    ],
    [
      'The feed serves no latest-linux.yml yet: if it never did, say so with --first latest-linux.yml.',
      serving({ state: 'nothing' })
    ],
    [
      'Version 1.2.0 is not newer than 1.2.0, which the feed serves as latest-linux.yml.',
      serving({ state: 'serves', version: '1.2.0' })
    ],
    [
      'Version 1.2.0 is not newer than 1.10.0, which the feed serves as latest-linux.yml.',
      serving({ state: 'serves', version: '1.10.0' })
    ],
    [
      'The feed serves something as latest-linux.yml that is not a version: "soon".',
      serving({ state: 'serves', version: 'soon' })
    ],
    [
      'The feed serves version 1.1.9 as latest-linux.yml already: --first must not name it any more.',
      serving({ state: 'serves', version: '1.1.9' }, ['latest-linux.yml'])
    ],
    [
      '--first names latest-mac.yml, which is no description of these packages.',
      { ...good, first: ['latest-mac.yml'] }
    ],
    ['There is no SBOM.', { ...good, sbom: ['There is no SBOM.'] }],
    ['A sum is wrong.', { ...good, checksums: ['A sum is wrong.'] }],
    ['a.deb is not signed.', { ...good, signatures: [{ what: 'a.deb', problem: 'is not signed' }] }],
    ['a.deb is a b.', { ...good, inside: [{ what: 'a.deb', problem: 'is a b' }] }]
  ])('%s', (sentence, facts) => {
    expect(refusals(facts)).toEqual([sentence])
  })

  it('no feed at all', () => {
    const { feedUrl: _url, feedKeys: _keys, ...rest } = good.build
    expect(refusals({ ...good, build: rest })).toEqual([feed, feedKeys])
  })

  it('no version', () => {
    const facts = { ...build({ version: '01.2' }), project: { ...good.project, version: '01.2' } }
    expect(refusals(facts)).toEqual(['"01.2" is not a version.', 'HEAD has no tag v01.2.'])
  })
})
