import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { writeChecksums } from '../../../scripts/dist/checksums.mjs'
import { signFeed } from '../../../scripts/dist/feed-signature.mjs'
import { signArtefact, signChecksums, signPackage } from '../../../scripts/dist/sign-linux.mjs'
import { refusals } from '../../../scripts/release/checks.mjs'
import { collect } from '../../../scripts/release/collect.mjs'
import { findFacts } from '../../../scripts/release/facts.mjs'
import { readBuild } from '../../../scripts/release/papers.mjs'
import { sign } from '../../../scripts/release/sign.mjs'
import {
  archive,
  changeBuild,
  deb,
  describeVersion,
  environment,
  feed,
  type Feed,
  feedUrl,
  gitIn,
  image,
  type Keys,
  makeKeys,
  makeRelease,
  measureAgain,
  rpm,
  runRelease,
  sbomFile,
  startFeed,
  version
} from './release-fixture'
import { debsigVerifier } from './release-debsig'
import { put } from './scratch'
import { hasPackagingTools } from '../../../scripts/setup/packaging-tools.mjs'

// Real git, gpg, debsigs, rpmsign and a feed on loopback; all of them are Debian's.
describe.runIf(process.platform === 'linux' && hasPackagingTools())(
  'npm run release',
  { timeout: 60_000 },
  () => {
    let pattern: string
    let root: string
    let keys: Keys
    let others: Keys
    let served: Feed
    /** who releases has the private key; who only checks has the public one */
    let releasing: NodeJS.ProcessEnv
    let checking: NodeJS.ProcessEnv
    let env: NodeJS.ProcessEnv

    beforeAll(async () => {
      pattern = mkdtempSync(join(tmpdir(), 'tessera-release-'))
      root = `${pattern}-one`
      served = await startFeed()
      ;[keys, others] = [makeKeys(), makeKeys()]
      releasing = { ...environment(keys), NODE_OPTIONS: served.preload }
      checking = { ...releasing, TESSERA_GPG_KEY: '', TESSERA_GPG_PUBLIC_KEY: keys.gpgPublic }
      env = checking
      await makeRelease(pattern, keys)
    }, 60_000)
    afterAll(() => {
      served.server.close()
      for (const folder of [pattern, root]) rmSync(folder, { recursive: true, force: true })
    })
    beforeEach(() => {
      rmSync(root, { recursive: true, force: true })
      cpSync(pattern, root, { recursive: true })
      served.answers.clear()
      served.answers.set(feed, 'version: 1.9.0\n')
    })

    const dist = (name = '') => join(root, 'dist', name)
    const reasons = async (more: { first?: string[]; only?: string[]; ask?: typeof fetch } = {}) =>
      refusals(await findFacts({ root, dist: dist(), env, ask: served.ask, ...more }))
    /** For a defect that is no other: the checksums and their signature made anew. */
    const sumAgain = (files = [deb, rpm, archive, image, sbomFile]) => {
      measureAgain(root)
      writeChecksums({ dist: dist(), files })
      signChecksums({ dist: dist(), env: releasing })
    }
    const spoil = (name: string) => {
      const bytes = readFileSync(dist(name))
      const at = Math.floor(bytes.length / 2)
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
      writeFileSync(dist(name), bytes)
    }

    it('collects what is uploaded, the feed’s descriptions last', async () => {
      const checked = await runRelease(root, releasing, '--check')
      expect(checked).toEqual({ code: 0, said: `[release] nothing speaks against version ${version}\n` })
      expect(existsSync(dist('release'))).toBe(false)
      const { code, said } = await runRelease(root, env)
      expect({ code, said }).toMatchObject({ code: 0 })
      const order = [...said.matchAll(/^ {2}\d+\. (.+)$/gm)].map(([, name = '']) => name)
      expect(order).toEqual([
        image,
        archive,
        rpm,
        deb,
        sbomFile,
        'SHA256SUMS',
        'SHA256SUMS.asc',
        `${feed}.sig`,
        feed
      ])
      expect(readdirSync(dist(`release/${version}`)).toSorted()).toEqual(order.toSorted())
      execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], {
        cwd: dist(`release/${version}`)
      })
    })

    it('says all reasons at once, and collects nothing', async () => {
      put(join(root, 'draft.txt'), '')
      rmSync(dist('SHA256SUMS.asc'))
      changeBuild(root, { flavour: 'test', electron: { version: '33.2.1', source: 'npm-fallback' } })
      const { code, said } = await runRelease(root, env)
      expect(code).toBe(1)
      for (const part of ['draft.txt', 'SHA256SUMS.asc', '"test"', '33.2.1, npm-fallback'])
        expect(said).toContain(part)
      expect(existsSync(dist('release'))).toBe(false)
    })

    const unsign = (name: string) => {
      if (name === deb) execFileSync('ar', ['d', dist(deb), '_gpgorigin'])
      else execFileSync('rpmsign', ['--delsign', dist(rpm)], { stdio: 'ignore' })
      measureAgain(root)
    }
    const signByOthers = (name: string) => {
      unsign(name)
      signPackage(dist(name), environment(others))
      measureAgain(root)
    }

    /** Several defects at once, where none hides another: what is done, and the one sentence that it brings. */
    type Defect = [spoil: () => void, sentence: RegExp]
    const defects: [name: string, defects: Defect[]][] = [
      [
        'other sources than those that were tagged and packed',
        [
          [() => put(join(root, 'draft.txt'), ''), /not clean: draft\.txt/],
          [
            () => gitIn(root)('commit', '--quiet', '--allow-empty', '-m', 'two'),
            /made of commit [0-9a-f]{40}, and HEAD is/
          ],
          [() => gitIn(root)('tag', '--delete', `v${version}`), /HEAD has no tag v2\.0\.0/],
          [() => gitIn(root)('tag', 'v2.0.1', 'HEAD'), /not newer than the tag v2\.0\.1/]
        ]
      ],
      [
        'what is not whole',
        [
          [
            () => served.answers.set(feed, `version: ${version}\n`),
            /not newer than 2\.0\.0, which the feed serves/
          ],
          [() => rmSync(dist(sbomFile)), /There is no SBOM/],
          [() => spoil(archive), /tar\.gz is not what SHA256SUMS says/],
          [() => undefined, /tar\.gz is not what build\.json says: it was changed/],
          [() => undefined, /tar\.gz cannot be looked into/],
          [() => rmSync(dist('SHA256SUMS.asc')), /SHA256SUMS is not signed/],
          [() => rmSync(dist(`${feed}.sig`)), /latest-linux\.yml is not signed/]
        ]
      ],
      [
        'unsigned packages, and no papers at all',
        [
          [() => served.answers.set(feed, '<html>hello</html>'), /no description of a version/],
          [() => unsign(deb), /amd64\.deb is not signed/],
          [() => unsign(rpm), /x86_64\.rpm is not signed/],
          [() => rmSync(dist('SHA256SUMS')), /There is no SHA256SUMS/],
          [() => rmSync(dist(feed)), /latest-linux\.yml is missing/]
        ]
      ],
      [
        'signatures by somebody else',
        [
          [() => served.answers.clear(), /serves no latest-linux\.yml yet/],
          [() => signByOthers(deb), /amd64\.deb has a signature that is not good, or not by the key/],
          [() => signByOthers(rpm), /x86_64\.rpm has a signature that is not good, or not by the key/],
          [
            () => describeVersion(dist(), version, others),
            /latest-linux\.yml is not signed by a key that this build trusts/
          ],
          [
            () => {
              sumAgain()
              signChecksums({ dist: dist(), env: environment(others) })
            },
            /SHA256SUMS has a signature that is not good, or not by the key/
          ]
        ]
      ],
      [
        'what was changed after it was signed',
        [
          [
            () => {
              put(dist('data.tar.gz'), 'more')
              execFileSync('ar', ['q', dist(deb), 'data.tar.gz'], { cwd: dist() })
              rmSync(dist('data.tar.gz'))
              sumAgain()
            },
            /amd64\.deb has other members/
          ],
          [() => undefined, /latest-linux\.yml has another size for tessera_2\.0\.0_amd64\.deb/],
          [
            () => appendFileSync(dist('SHA256SUMS'), `${'a'.repeat(64)}  gone\n`),
            /SHA256SUMS has a signature that is not/
          ],
          [() => undefined, /SHA256SUMS names gone, which is not there/]
        ]
      ],
      [
        'papers that leave something out',
        [
          [() => sumAgain([deb, rpm, image, sbomFile]), /SHA256SUMS does not name tessera-2\.0\.0-x64/],
          [
            () => {
              describeVersion(dist(), '2.0.1', keys)
              appendFileSync(dist(feed), '  - url: Tessera Setup.exe\n')
              signFeed(dist(feed), keys.feed)
            },
            /names "Tessera Setup\.exe", which the app does not take/
          ],
          [() => undefined, /latest-linux\.yml describes version 2\.0\.1, not 2\.0\.0/]
        ]
      ],
      [
        'a package for macOS, anywhere but there',
        [
          [
            () => {
              put(dist('Tessera.dmg'), 'an image')
              const { artefacts } = JSON.parse(readFileSync(dist('build.json'), 'utf8')) as {
                artefacts: unknown[]
              }
              changeBuild(root, { artefacts: [...artefacts, { file: 'Tessera.dmg', kind: 'dmg' }] })
              sumAgain([deb, rpm, archive, image, sbomFile, 'Tessera.dmg'])
            },
            /Tessera\.dmg can be verified on macOS only/
          ],
          [() => undefined, /packages for macOS lack zip/],
          [() => undefined, /latest-mac\.yml is missing/],
          [() => undefined, /serves no latest-mac\.yml yet/]
        ]
      ]
    ]
    it.each(defects)('refuses %s', async (_name, all) => {
      for (const [spoil] of all) spoil()
      const said = await reasons()
      const unsaid = all.filter(([, sentence]) => said.filter((reason) => sentence.test(reason)).length !== 1)
      expect({ unsaid: unsaid.map(([, sentence]) => sentence), said }).toEqual({ unsaid: [], said })
      expect(said).toHaveLength(all.length)
    })

    it('tells the feed of a package as it is once it is signed', () => {
      unsign(deb)
      const before = { sha512: 'of the unsigned package', size: 1 }
      const event = { file: dist(deb), updateInfo: { ...before } }
      signArtefact(event, releasing)
      describeVersion(dist(), version, keys)
      expect(readFileSync(dist(feed), 'utf8')).toContain(`sha512: ${event.updateInfo.sha512}\n`)
      expect(event.updateInfo.size).toBe(readFileSync(dist(deb)).length)

      const unsigned = { file: dist(archive), updateInfo: { ...before } }
      signArtefact(unsigned, releasing)
      signArtefact({ ...unsigned, file: dist(rpm) }, {})
      expect(unsigned.updateInfo).toEqual(before)
    })

    it('signs with the keys of the environment, and shows none of them', async () => {
      const pem = keys.feed.export({ format: 'pem', type: 'pkcs8' }).toString()
      for (const name of ['SHA256SUMS.asc', `${feed}.sig`]) rmSync(dist(name))
      const good = { ...releasing, TESSERA_UPDATE_KEY: pem }
      const signed = await runRelease(root, good, 'sign')
      expect(signed).toEqual({
        code: 0,
        said: `[release] signed: SHA256SUMS.asc\n[release] signed: ${feed}.sig\n`
      })
      expect(await reasons()).toEqual([])

      const whole = readFileSync(dist(feed), 'utf8')
      const staged = (percent: string) => sign({ folder: dist(), env: good, percent }).said.length
      expect([staged('25'), staged('10')]).toEqual([3, 3])
      expect(readFileSync(dist(feed), 'utf8')).toBe(`${whole}stagingPercentage: 10\n`)
      expect(await reasons()).toEqual([])
      expect(() => staged('0')).toThrow('1 to 100')
      expect(staged('100')).toBe(3)
      expect(readFileSync(dist(feed), 'utf8')).toBe(whole)

      // keys that lost their first line, and whatever else a release has in its environment
      const bad: Record<string, string> = {
        TESSERA_GPG_KEY: keys.gpg.split('\n').slice(2).join('\n'),
        TESSERA_UPDATE_KEY: pem.split('\n').slice(1).join('\n'),
        WIN_CSC_LINK: 'seeded-certificate',
        WIN_CSC_KEY_PASSWORD: 'seeded-password',
        CSC_KEY_PASSWORD: 'seeded-other-password',
        AZURE_CLIENT_SECRET: 'seeded-azure',
        APPLE_API_KEY: 'seeded-apple'
      }
      const runs = [
        await runRelease(root, { ...good, ...bad, TESSERA_GPG_KEY: '' }, 'sign'),
        await runRelease(root, { ...good, ...bad }, 'sign'),
        await runRelease(root, { ...good, ...bad })
      ]
      expect(runs.map(({ code }) => code)).toEqual([1, 1, 1])
      const secrets = [...Object.values(bad), keys.gpg, pem].flatMap((value) => value.split('\n'))
      for (const secret of secrets.filter((line) => line.length > 5 && !line.startsWith('-----'))) {
        for (const { said } of runs) expect(said).not.toContain(secret)
      }
    })

    it('refuses while the feed cannot be reached, and takes a first description for what it is', async () => {
      expect(await reasons({ ask: () => Promise.reject(new TypeError('fetch failed')) })).toEqual([
        'The feed cannot be asked what it serves as latest-linux.yml: TypeError.'
      ])
      changeBuild(root, { feedUrl: feedUrl.replace('https:', 'http:') })
      expect(await reasons()).toEqual([
        'The packages know no update feed at an HTTPS address (TESSERA_UPDATE_URL).',
        'The feed cannot be asked what it serves as latest-linux.yml: its address is not HTTPS.',
        ...[deb, rpm, archive].map(
          (name) => `${name} holds another update feed, or other keys of it, than build.json says.`
        )
      ])
      changeBuild(root, { feedUrl })
      served.answers.clear()
      expect(await runRelease(root, env, '--check', '--first', feed)).toMatchObject({ code: 0 })
    })

    it('says what --only leaves out', async () => {
      changeBuild(root, { artefacts: [{ file: archive, kind: 'tar.gz' }] })
      measureAgain(root)
      expect(await reasons()).toEqual([expect.stringContaining('for Linux lack deb, rpm, AppImage: ')])
      expect(await runRelease(root, env, '--check', '--only', 'tar.gz')).toEqual({
        code: 0,
        said: `[release] asked for with --only, nothing else is released: tar.gz\n[release] nothing speaks against version ${version}\n`
      })
    })

    it('widens a roll-out in what was collected, and signs nothing over files that were swapped', async () => {
      const collected = dist(`release/${version}`)
      collect({ dist: dist(), build: readBuild(dist()) })
      const pem = keys.feed.export({ format: 'pem', type: 'pkcs8' }).toString()
      const feedEnv = { PATH: env['PATH'], TESSERA_UPDATE_KEY: pem }
      const percentage = () =>
        /^stagingPercentage: .*$/m.exec(readFileSync(join(collected, feed), 'utf8'))?.[0]
      const asc = readFileSync(join(collected, 'SHA256SUMS.asc'))
      expect(await runRelease(root, feedEnv, 'sign', '--percent', '50', collected)).toEqual({
        code: 0,
        said: `[release] signed: ${feed}.sig\n[release] offered to 50 % of the installations\n`
      })
      expect(percentage()).toBe('stagingPercentage: 50')
      expect(readFileSync(join(collected, 'SHA256SUMS.asc'))).toEqual(asc)
      // what was collected is still what the command would take
      for (const name of [feed, `${feed}.sig`]) cpSync(join(collected, name), dist(name))
      expect(await reasons()).toEqual([])
      sign({ folder: collected, env: { ...feedEnv, TESSERA_ROLLOUT_PERCENT: '10' } })
      expect(percentage()).toBe('stagingPercentage: 10')

      for (const folder of [collected, dist()]) writeFileSync(join(folder, deb), 'evil')
      expect(() => sign({ folder: collected, env: feedEnv, percent: '100' })).toThrow('another size for')
      expect(percentage()).toBe('stagingPercentage: 10')
      writeChecksums({ dist: dist(), files: [deb, rpm, archive, image, sbomFile] })
      expect(() => sign({ folder: dist(), env: { ...releasing, ...feedEnv } })).toThrow(
        `Nothing was signed: ${deb} is not what build.json says`
      )
    })

    it('takes no answer for a signature where it has no key to compare with', async () => {
      env = {}
      const said = await reasons()
      env = checking
      expect(said.toSorted()).toEqual(
        ['SHA256SUMS', rpm, deb].map((name) => `${name} cannot be verified: TESSERA_GPG_KEY is not set.`)
      )
    })

    it('signs a deb as debsig-verify has it', () => {
      const verify = debsigVerifier(root, keys.gpg)
      expect(verify(dist(deb))).toBe(true)
      spoil(deb)
      expect(verify(dist(deb))).toBe(false)
    })
  }
)
