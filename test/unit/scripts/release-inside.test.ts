import { FuseV1Options } from '@electron/fuses'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { releaseFuses, testFuses } from '../../../build/fuses'
import { insideProblems } from '../../../scripts/release/inside.mjs'
import { hasPackagingTools } from '../../../scripts/setup/packaging-tools.mjs'
import { type Inside, makeApp, makeArchive, makeDeb, makeRpm } from './release-app'
import { put, scratch } from './scratch'

const version = '2.0.0'
const updates = { url: 'https://updates.tessera.app/', keys: ['key'] }
const build = {
  version,
  commit: null,
  dirty: false,
  flavour: 'release',
  electron: { version: '45.4.1', source: 'official' as const },
  feedUrl: updates.url,
  feedKeys: updates.keys,
  artefacts: []
}
const good: Inside = { name: 'tessera', version, tessera: { flavour: 'release', updates } }

/** What is found in a tar.gz of such an app, after `change`. */
async function problemsIn(
  { inside = good, fuses = releaseFuses }: { inside?: Inside; fuses?: Record<number, boolean> },
  change: (app: string) => void = () => undefined
): Promise<string[]> {
  const folder = scratch()
  const app = join(folder, 'app')
  await makeApp(app, inside, fuses)
  change(app)
  makeArchive(join(folder, 'a.tar.gz'), app)
  return insideProblems(join(folder, 'a.tar.gz'), 'tar.gz', build)
}

describe.runIf(process.platform === 'linux' && hasPackagingTools())(
  'what is in a package',
  { timeout: 30_000 },
  () => {
    it.each<[string, Parameters<typeof problemsIn>, string[]]>([
      ['a release', [{}], []],
      [
        'the runtime for development',
        [{}, (app) => put(join(app, 'DEVELOPMENT-ONLY'), '')],
        ['holds the Electron for development']
      ],
      [
        'the flavour for tests',
        [{ inside: { ...good, tessera: { ...good.tessera, flavour: 'test' } } }],
        ['holds the app tessera of the flavour test']
      ],
      [
        'the name of the flavour for tests',
        [{ inside: { ...good, name: 'tessera-test' } }],
        ['holds the app tessera-test of the flavour release']
      ],
      ['another version', [{ inside: { ...good, version: '1.9.0' } }], ['holds version 1.9.0, not 2.0.0']],
      [
        'other keys of the feed',
        [
          {
            inside: {
              ...good,
              tessera: { ...good.tessera, updates: { ...updates, keys: ['key', 'another'] } }
            }
          }
        ],
        ['holds another update feed, or other keys of it, than build.json says']
      ],
      [
        'the fuses of the flavour for tests',
        [{ fuses: testFuses }],
        ['has other fuses than a release: EnableNodeCliInspectArguments']
      ],
      [
        'a fuse that the binary does not have',
        [
          {
            fuses: Object.fromEntries(
              Object.entries(releaseFuses).filter(([fuse]) => fuse !== String(FuseV1Options.WasmTrapHandlers))
            )
          }
        ],
        ['has other fuses than a release: WasmTrapHandlers']
      ],
      [
        'two apps',
        [{}, (app) => put(join(app, 'more', 'resources', 'app.asar'), 'another')],
        ['does not hold exactly one app']
      ],
      [
        'a broken app',
        [{}, (app) => put(join(app, 'resources', 'app.asar'), 'broken')],
        [expect.stringMatching(/^cannot be looked into: /) as string]
      ],
      [
        'no program',
        [{}, (app) => put(join(app, 'tessera'), 'a script')],
        [expect.stringMatching(/^cannot be looked into: /) as string]
      ]
    ])('%s', async (_name, [what, change], problems) => {
      expect(await problemsIn(what, change)).toEqual(problems)
    })

    it('a deb and an rpm are opened, and have a name', async () => {
      const folder = scratch()
      const app = join(folder, 'app')
      await makeApp(app, good)
      const found = async (name: string) => {
        const [deb, rpm] = [join(folder, `${name}.deb`), join(folder, `${name}.rpm`)]
        makeDeb(deb, join(folder, `${name}-deb`), { app, name, version })
        makeRpm(rpm, join(folder, `${name}-rpm`), { app, name, version })
        return [await insideProblems(deb, 'deb', build), await insideProblems(rpm, 'rpm', build)]
      }
      expect(await found('tessera')).toEqual([[], []])
      const other = 'is the package tessera-test, not tessera'
      expect(await found('tessera-test')).toEqual([[other], [other]])
    })

    it('what is no package cannot be looked into', async () => {
      const folder = scratch({ a: 'evil' })
      for (const kind of ['deb', 'rpm', 'tar.gz'])
        expect(await insideProblems(join(folder, 'a'), kind, build)).toEqual([
          expect.stringMatching(/^cannot be looked into: /)
        ])
    })
  }
)
