import { join } from 'node:path'
import { expect, it, describe } from 'vitest'
import { FALLBACK_MARK, FALLBACK_VERSION, fallbackDist } from '../../../scripts/setup/electron-fallback.mjs'
import { findElectron } from '../../../scripts/setup/electron-runtime.mjs'
import { exe, official, project } from './electron-files'
import { put, scratch } from './scratch'

/** Finds the runtime of a project with the given files; the cache lies in the same folder. */
function find(files: Record<string, string>, env: NodeJS.ProcessEnv = {}) {
  const root = scratch({ ...project, ...files })
  return { root, runtime: findElectron({ root, env: { TESSERA_CACHE: join(root, 'cache'), ...env } }) }
}

describe('which Electron runs', () => {
  it('is none in a fresh clone', () => {
    expect(find({}).runtime).toBeUndefined()
  })

  it('is the official one where it is complete and the pinned version', () => {
    const { root, runtime } = find(official)
    const dist = join(root, 'node_modules', 'electron', 'dist')
    expect(runtime).toEqual({ path: join(dist, exe), dist, version: '45.4.1', source: 'official' })
  })

  it.each([
    ['its unpacking was cut short', { 'node_modules/electron/path.txt': '' }],
    ['it is another version', { 'node_modules/electron/dist/version': '44.0.0' }]
  ])('is not the official one when %s', (_, change) => {
    expect(find({ ...official, ...change }).runtime).toBeUndefined()
  })

  it('is the one that the environment names, before all others', () => {
    const dist = scratch({ [exe]: '', version: 'v46.0.0\n' })
    const { runtime } = find(official, { ELECTRON_OVERRIDE_DIST_PATH: dist })
    expect(runtime).toEqual({ path: join(dist, exe), dist, version: '46.0.0', source: 'override' })
  })

  it('says so when the environment names a folder without Electron', () => {
    expect(() => find({}, { ELECTRON_OVERRIDE_DIST_PATH: scratch() })).toThrow('ELECTRON_OVERRIDE_DIST_PATH')
  })

  it.runIf(process.platform === 'linux' && process.arch === 'x64')(
    'is the one from npm only when it was finished',
    () => {
      const root = scratch(project)
      const env = { TESSERA_CACHE: join(root, 'cache') }
      const dist = fallbackDist(env.TESSERA_CACHE)
      put(join(dist, 'electron'), '')
      expect(findElectron({ root, env })).toBeUndefined()
      put(join(dist, FALLBACK_MARK), '')
      const path = join(dist, 'electron')
      expect(findElectron({ root, env })).toEqual({
        path,
        dist,
        version: FALLBACK_VERSION,
        source: 'npm-fallback'
      })
    }
  )
})
