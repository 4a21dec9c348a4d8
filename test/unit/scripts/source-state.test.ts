import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { changelogOf } from '../../../scripts/dist/prepare-files.mjs'
import { sourceState, throughout } from '../../../scripts/dist/source-state.mjs'
import { findCommand } from '../../fakes/keyring/available'
import { put, scratch } from './scratch'

interface Checkout {
  root: string
  git(...args: string[]): string
}

/** A checkout with one commit, whose user does not want to hear of new files. */
function checkout(): Checkout {
  const root = scratch({ 'src/main.ts': 'one' })
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'A',
        GIT_AUTHOR_EMAIL: 'a@tessera.test',
        GIT_COMMITTER_NAME: 'A',
        GIT_COMMITTER_EMAIL: 'a@tessera.test',
        GIT_COMMITTER_DATE: '2026-11-26T17:18:04Z'
      }
    }).trim()
  git('init', '-q')
  git('config', 'status.showUntrackedFiles', 'no')
  git('add', '.')
  git('commit', '-q', '-m', 'one')
  return { root, git }
}

it('is the commit, where nothing else is there', () => {
  const { root, git } = checkout()
  const state = sourceState(root)
  expect(state).toMatchObject({ commit: git('rev-parse', 'HEAD'), dirty: false })
  expect(Date.parse(state.date ?? '')).toBe(Date.parse('2026-11-26T17:18:04Z'))
  expect(throughout(state, sourceState(root))).toEqual(state)
})

it('is dirty with a file that git does not know, whatever its user wants to hear of', () => {
  const { root } = checkout()
  put(join(root, 'src/new.ts'), '')
  expect(sourceState(root).dirty).toBe(true)
})

it.each<[string, (made: Checkout) => void]>([
  ['a file was changed', ({ root }) => put(join(root, 'src/main.ts'), 'two')],
  ['another commit was made', ({ git }) => git('commit', '-q', '--allow-empty', '-m', 'two')]
])('is dirty where %s meanwhile', (_name, change) => {
  const made = checkout()
  const before = sourceState(made.root)
  change(made)
  expect(throughout(before, sourceState(made.root))).toEqual({ ...before, dirty: true })
})

it('is dirty where it was so before and no longer is', () => {
  const { root } = checkout()
  put(join(root, 'new.ts'), '')
  const before = sourceState(root)
  rmSync(join(root, 'new.ts'))
  expect(throughout(before, sourceState(root)).dirty).toBe(true)
})

it('is unknown without git', () => {
  expect(sourceState(scratch())).toEqual({ commit: null, dirty: true, date: null })
})

it.runIf(findCommand('dpkg-parsechangelog'))('the changelog of a package is one for Debian', () => {
  const project = { version: '1.2.0-beta.1', author: { name: 'Tessera', email: 'a@tessera.test' } }
  const text = changelogOf({ name: 'tessera', project, date: '2026-11-06T18:18:04+01:00' })
  const file = join(scratch({ changelog: text }), 'changelog')
  const read = execFileSync('dpkg-parsechangelog', ['-l', file], { encoding: 'utf8' })
  expect(read).toContain('Source: tessera\nVersion: 1.2.0~beta.1\n')
  expect(read).toContain('\nMaintainer: Tessera <a@tessera.test>\n')
  expect(read).toContain('\nDate: Fri, 06 Nov 2026 17:18:04 +0000\n')
})
