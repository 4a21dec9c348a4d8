import { execFile } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../../scripts/setup/project.mjs'
import { put, scratch } from './scratch'

// The project's own rules on files planted in another folder: what is forbidden must be found, what is allowed must pass.
const forbidden: [file: string, specifier: string][] = [
  ['src/shared/rule.ts', '../main/desk/find'],
  ['src/shared/deep/rule.ts', '../../renderer/find/store'],
  ['src/shared/rule.ts', '../simulator/seed'],
  ['src/shared/rule.ts', 'node:fs'],
  ['src/shared/rule.ts', 'electron'],
  ['src/renderer/find/box.tsx', '../../main/desk/find'],
  ['src/renderer/find/box.tsx', '../../simulator/seed'],
  ['src/renderer/find/box.tsx', '../../preload/index'],
  ['src/renderer/find/box.tsx', 'electron'],
  ['src/renderer/find/box.tsx', 'node:crypto'],
  ['src/preload/index.ts', '../main/ipc/bind'],
  ['src/preload/index.ts', '../renderer/main'],
  ['src/simulator/server.ts', '../main/mosaic/transport'],
  ['src/simulator/server.ts', 'electron'],
  ['src/main/storage/file.ts', '../desk/find'],
  ['src/main/storage/file.ts', 'electron'],
  ['src/main/mosaic/users.ts', '../tenants/profile-store'],
  ['src/main/mosaic/deep/users.ts', '../../keychain/worker'],
  ['src/main/mosaic/users.ts', '../desk/find'],
  ['src/main/mosaic/users.ts', 'electron'],
  ['src/main/mosaic/users.ts', 'electron/main'],
  ['src/main/tenants/store.ts', '../mosaic/users'],
  ['src/main/tenants/store.ts', '../../simulator/seed'],
  ['src/main/keychain/worker.ts', '../tenants/store'],
  ['src/main/keychain/worker.ts', 'electron'],
  ['src/main/journal/chain.ts', '../policy/rules'],
  ['src/main/policy/rules.ts', '../journal/chain'],
  ['src/main/desk/find.ts', '../ipc/bind'],
  ['src/main/desk/find.ts', '../shell/window'],
  ['src/main/desk/find.ts', 'electron'],
  ['src/main/bulk/run.ts', 'electron'],
  ['src/main/shell/window.ts', '../../renderer/main'],
  ['src/main/ipc/bind.ts', '../../simulator/seed'],
  ['src/main/main.ts', '../renderer/main'],
  ['src/main/anything/new.ts', 'electron']
]

const allowed: typeof forbidden = [
  ['src/shared/rule.ts', './errors'],
  ['src/renderer/tenants/form.tsx', '../desk/store'],
  ['src/renderer/find/box.tsx', '../../shared/contract'],
  ['src/preload/index.ts', 'electron'],
  ['src/simulator/server.ts', 'node:http'],
  ['src/main/storage/file.ts', '../../shared/errors'],
  ['src/main/mosaic/users.ts', '../../shared/tenants/profile'],
  ['src/main/mosaic/users.ts', '../storage/file'],
  ['src/main/desk/find.ts', '../mosaic/users'],
  ['src/main/shell/window.ts', 'electron'],
  ['src/main/ipc/bind.ts', '../desk/find'],
  ['src/main/index.ts', 'electron'],
  ['src/main/main.ts', '../simulator/server']
]

// Four ways to import, each of which counts.
const statements = (specifier: string) => `
import { a } from '${specifier}'
import type { B } from '${specifier}'
export { c } from '${specifier}'
export const d = (b: B) => import('${specifier}').then(() => [a, b])
`

/** Plants a file for each pair, lints them, and answers for each pair how many of its imports were found at fault. */
async function faults(pairs: typeof forbidden): Promise<number[]> {
  const folder = scratch()
  for (const name of ['.oxlintrc.json', '.oxlintrc.imports.json']) {
    copyFileSync(join(projectRoot, name), join(folder, name))
  }
  // These two have a rule of their own by name; all others share their room's and get names apart.
  const unique = /^src\/main\/(main|index)\.ts$/
  const files = pairs.map(([file], index) =>
    unique.test(file) ? file : file.replace(/(\.tsx?)$/, `-${index}$1`)
  )
  for (const [index, [, specifier]] of pairs.entries())
    put(join(folder, files[index]!), statements(specifier))
  const { diagnostics } = await lint(folder)
  const found = diagnostics.filter(({ code }) => code === 'eslint(no-restricted-imports)')
  return files.map((file) => found.filter(({ filename }) => filename === file).length)
}

function lint(folder: string): Promise<{ diagnostics: { code: string; filename: string }[] }> {
  const oxlint = join(projectRoot, 'node_modules', 'oxlint', 'bin', 'oxlint')
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [oxlint, '-f', 'json'],
      { cwd: folder, maxBuffer: 1e8 },
      (_, stdout, stderr) => {
        if (!stdout.startsWith('{')) reject(new Error(stdout + stderr))
        else resolve(JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] })
      }
    )
  })
}

describe('the import rules', () => {
  it('find every forbidden import, whatever its form', async () => {
    const missed = (await faults(forbidden)).map((count, index) => ({ pair: forbidden[index], count }))
    expect(missed.filter(({ count }) => count !== 4)).toEqual([])
  })

  it('let every allowed import pass', async () => {
    const found = (await faults(allowed)).map((count, index) => ({ pair: allowed[index], count }))
    expect(found.filter(({ count }) => count !== 0)).toEqual([])
  })
})
