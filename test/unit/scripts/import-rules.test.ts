import { execFile } from 'node:child_process'
import { copyFileSync, readdirSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../../scripts/setup/project.mjs'
import { put, scratch } from './scratch'

// The project's own rules on files planted in another folder: what is forbidden must be found, what is allowed must pass.
type Import = [file: string, specifier: string]

// Whom each folder of src may import, `type` where types alone; the table in ARCHITECTURE.md says the same.
// A new folder needs a line here and, where others may not import it, its name in the rules.
const room = ['shared', 'main/storage']
const agent = [
  ...room,
  'main/mosaic',
  'main/tenants',
  'main/keychain',
  'main/journal',
  'main/policy',
  'main/bundle'
]
const table: Record<string, string[]> = {
  shared: [],
  preload: ['shared'],
  renderer: ['shared'],
  simulator: ['shared'],
  'main/storage': room,
  'main/mosaic': room,
  'main/tenants': room,
  'main/keychain': room,
  'main/journal': room,
  'main/policy': room,
  'main/bundle': room,
  'main/desk': [...agent, 'main/bulk'],
  'main/bulk': [...agent, 'main/desk'],
  // the report reads what all of these read; of main/updates it takes the rules below
  'main/diagnose': [...agent, 'main/desk'],
  'main/ipc': ['shared', 'main/desk', 'main/bulk', 'type main/mosaic'],
  'main/shell': ['shared', 'main/ipc', 'type main/keychain'],
  'main/updates': ['shared', 'main/ipc', 'type main/keychain'],
  'main/index.ts': ['shared', 'main/shell', 'main/main.ts', 'main/command-line.ts', 'main/diagnose'],
  'main/command-line.ts': [...room, 'main/bundle', 'main/policy', 'main/diagnose'],
  'main/main.ts': [...agent, 'main/desk', 'main/bulk', 'main/ipc', 'main/shell', 'main/updates', 'simulator']
}
const targets = [...Object.keys(table).filter((name) => name !== 'main/index.ts'), '../test', '../scripts']

// The packages that belong to some folders of the table only.
const packages: Record<string, string[]> = {
  electron: ['preload', 'main/shell', 'main/ipc', 'main/updates', 'main/index.ts', 'main/main.ts'],
  'electron-updater': ['main/updates'],
  keytar: ['main/keychain']
}

// Beside these: other packages, Node's own modules, folders within folders, and folders that are not there yet.
const forbidden: Import[] = [
  ['src/main/ipc/planted.ts', '../desk/access-code'],
  ['src/main/ipc/planted.ts', '../desk/create'],
  ['src/main/ipc/planted.ts', '../desk/issue'],
  ['src/main/ipc/planted.ts', '../desk/resets'],
  ['src/main/ipc/planted.ts', '../desk/set-password'],
  ['src/main/ipc/planted.ts', '../desk/sign-in-check'],
  ['src/main/ipc/planted.ts', '../desk/status'],
  ['src/main/ipc/planted.ts', '../desk/unlock'],
  ['src/shared/deep/rule.ts', '../../renderer/find/store'],
  ['src/shared/rule.ts', 'node:fs'],
  ['src/shared/rule.ts', 'path'],
  ['src/renderer/find/box.tsx', '../../main/desk/find'],
  ['src/renderer/find/box.tsx', './../../main/desk/find'],
  ['src/renderer/find/box.tsx', '../../../src/main/desk/find'],
  ['src/renderer/find/box.tsx', './deep/../../../main/desk/find'],
  ['src/renderer/find/box.tsx', '../../simulator/seed'],
  ['src/renderer/find/box.tsx', '../../preload/index'],
  ['src/renderer/find/box.tsx', 'electron/renderer'],
  ['src/renderer/find/box.tsx', 'undici'],
  ['src/renderer/find/box.tsx', 'node:crypto'],
  ['src/renderer/find/box.tsx', 'fs'],
  ['src/renderer/find/box.tsx', 'fs/promises'],
  ['src/renderer/find/box.tsx', 'child_process'],
  ['src/preload/index.ts', 'undici'],
  ['src/preload/index.ts', 'node:fs'],
  ['src/preload/index.ts', 'child_process'],
  ['src/simulator/server.ts', '../../test/fakes/wire'],
  ['src/simulator/server.ts', 'undici'],
  ['src/anything/new.ts', '../main/desk/find'],
  ['src/anything/new.ts', 'electron'],
  ['src/anything/new.ts', 'keytar'],
  ['src/main/mosaic/users.ts', './../desk/find'],
  ['src/main/mosaic/users.ts', '../../main/tenants/profile-store'],
  ['src/main/mosaic/deep/users.ts', '../../keychain/worker'],
  ['src/main/mosaic/users.ts', 'electron/main'],
  ['src/main/main.ts', './bundle/cli'],
  ['src/main/diagnose/diagnose.ts', '../desk/acts'],
  ['src/main/diagnose/diagnose.ts', '../desk/unlock'],
  ['src/main/diagnose/diagnose.ts', '../updates/updates'],
  ['src/main/diagnose/diagnose.ts', './../../main/updates/electron-engine'],
  ['src/main/diagnose/diagnose.ts', '../updates/way/../updaters'],
  ['src/main/diagnose/diagnose.ts', '../updates/deep/way'],
  ['src/main/tessera-cli.ts', './desk/acts'],
  ['src/main/tessera-cli.ts', 'electron'],
  ['src/main/anything/new.ts', '../desk/find'],
  ['src/main/anything/new.ts', 'electron']
]

// Own files that bear a room's name, what lies deeper, and what packages a folder may use.
const allowed: Import[] = [
  ['src/main/ipc/planted.ts', '../desk/acts'],
  ['src/main/ipc/planted.ts', '../desk/issued-passwords'],
  ['src/shared/rule.ts', './errors'],
  ['src/shared/deep/rule.ts', '../errors'],
  ['src/shared/rule.ts', 'zod'],
  ['src/renderer/tenants/form.tsx', '../desk/store'],
  ['src/renderer/user/sections/card.tsx', '../../tenants/store'],
  ['src/renderer/find/box.tsx', '../../shared/contract'],
  ['src/renderer/find/box.tsx', '../../shared/simulator'],
  ['src/renderer/find/box.tsx', './../../shared/contract'],
  ['src/renderer/find/box.tsx', '@mantine/core'],
  ['src/simulator/server.ts', 'node:http'],
  ['src/simulator/server.ts', './test'],
  ['src/main/storage/file.ts', 'node:fs/promises'],
  ['src/main/mosaic/users.ts', './tenants'],
  ['src/main/mosaic/users.ts', '../../shared/tenants/profile'],
  ['src/main/mosaic/users.ts', 'undici'],
  ['src/main/desk/find.ts', './tenants'],
  ['src/main/desk/bundles.ts', '../bundle/parse'],
  ['src/main/tessera-cli.ts', './command-line'],
  ['src/main/diagnose/diagnose.ts', '../desk/network'],
  ['src/main/diagnose/diagnose.ts', '../../shared/updates'],
  ['src/main/diagnose/diagnose.ts', '../updates/description'],
  ['src/main/diagnose/diagnose.ts', '../updates/feed-address'],
  ['src/main/diagnose/diagnose.ts', '../updates/problem'],
  ['src/main/diagnose/diagnose.ts', '../updates/signed-description'],
  ['src/main/diagnose/diagnose.ts', './../../main/updates/way'],
  ['src/main/ipc/bind.ts', '../desk/tenants']
]

// Every way to import, one a line, each of which counts.
const forms: Record<string, (specifier: string, id: number) => string> = {
  import: (specifier, id) => `import { a${id} } from '${specifier}'`,
  'import type': (specifier, id) => `import type { B${id} } from '${specifier}'`,
  'import alone': (specifier) => `import '${specifier}'`,
  export: (specifier, id) => `export { c${id} } from '${specifier}'`,
  'export *': (specifier) => `export * from '${specifier}'`,
  'import()': (specifier, id) =>
    `export const d${id} = (b: B${id}) => import('${specifier}').then(() => [a${id}, b])`
}
const everyForm = Object.keys(forms)
const codeForms = everyForm.filter((form) => form !== 'import type')

/** Plants the imports in all forms, lints them, and answers for each import the forms in which it was found at fault. */
async function faults(imports: Import[]): Promise<string[][]> {
  const folder = scratch()
  for (const name of ['.oxlintrc.json', '.oxlintrc.imports.json']) {
    copyFileSync(join(projectRoot, name), join(folder, name))
  }
  const places = new Map<string, { index: number; form: string }[]>()
  const contents = new Map<string, string>()
  for (const [index, [file, specifier]] of imports.entries()) {
    const lines = Object.values(forms).map((form) => `${form(specifier, index)}\n`)
    contents.set(file, (contents.get(file) ?? '') + lines.join(''))
    places.set(file, [...(places.get(file) ?? []), ...everyForm.map((form) => ({ index, form }))])
  }
  for (const [file, content] of contents) put(join(folder, file), content)
  const found = imports.map(() => new Set<string>())
  for (const { code, filename, labels } of await lint(folder)) {
    if (!/\((no-restricted-imports|no-nodejs-modules)\)$/.test(code)) continue
    const { index, form } = places.get(filename)![labels[0]!.span.line - 1]!
    found[index]!.add(form)
  }
  return found.map((set) => everyForm.filter((form) => set.has(form)))
}

interface Diagnostic {
  code: string
  filename: string
  labels: { span: { line: number } }[]
}

function lint(folder: string): Promise<Diagnostic[]> {
  const oxlint = join(projectRoot, 'node_modules', 'oxlint', 'bin', 'oxlint')
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [oxlint, '-f', 'json'],
      { cwd: folder, maxBuffer: 1e8 },
      (_, stdout, stderr) => {
        if (!stdout.startsWith('{')) reject(new Error(stdout + stderr))
        else resolve((JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics)
      }
    )
  })
}

const folders = (path: string) =>
  readdirSync(join(projectRoot, path), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : []
  )

/** The short way from a file to another and some long ones: `./../`, `.././`, through src, through the project. */
function ways(file: string, target: string): string[] {
  const { dirname, relative } = posix
  const through = (base: string) => `${relative(dirname(file), base)}/${relative(base, target)}`
  const short = relative(dirname(file), target).replace(/^(?!\.)/, './')
  const dotted = short.replace(/\.\.\/(?!\.)/, '.././')
  return [...new Set([short, `./${short}`, dotted, through('src'), through('.')])]
}

/** For each folder, each other one, each way there and each package: the forms of import that are forbidden. */
const cases = Object.entries(table).flatMap(([from, mayImport]) => {
  const file = from.endsWith('.ts') ? `src/${from}` : `src/${from}/planted.ts`
  const toFolders = targets
    .filter((to) => to !== from)
    .flatMap((to) => {
      const target = posix.normalize(to.endsWith('.ts') ? `src/${to.slice(0, -3)}` : `src/${to}/x`)
      const faulty = mayImport.includes(to) ? [] : mayImport.includes(`type ${to}`) ? codeForms : everyForm
      return ways(file, target).map((specifier) => ({ file, specifier, faulty }))
    })
  const toPackages = Object.entries(packages).map(([specifier, users]) => {
    return { file, specifier, faulty: users.includes(from) ? [] : everyForm }
  })
  return [...toFolders, ...toPackages]
})

describe('the import rules', () => {
  it('know every folder', () => {
    const all = [...folders('src'), ...folders('src/main').map((name) => `main/${name}`)]
    expect(all.filter((name) => name !== 'main' && !(name in table))).toEqual([])
  })

  it('hold the tables, whatever the way there and the form of the import', async () => {
    const found = await faults(cases.map(({ file, specifier }) => [file, specifier]))
    expect(cases.map((one, index) => ({ ...one, faulty: found[index] }))).toEqual(cases)
  })

  it('find every forbidden import, whatever its form', async () => {
    const found = (await faults(forbidden)).map((faulty, index) => ({ import: forbidden[index], faulty }))
    expect(found).toEqual(forbidden.map((pair) => ({ import: pair, faulty: everyForm })))
  })

  it('let every allowed import pass', async () => {
    const found = (await faults(allowed)).map((faulty, index) => ({ import: allowed[index], faulty }))
    expect(found.filter(({ faulty }) => faulty.length > 0)).toEqual([])
  })
})
