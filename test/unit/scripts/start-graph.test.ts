import { build, type Rolldown } from 'vite'
import { expect, it } from 'vitest'
import { projectRoot } from '../../../scripts/setup/project.mjs'

async function chunksOf(entry: string): Promise<Map<string, Rolldown.OutputChunk>> {
  const built = await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'silent',
    build: { ssr: entry, write: false, rollupOptions: { external: ['electron'] } }
  })
  const { output } = built as Rolldown.RolldownOutput
  return new Map(output.filter((part) => part.type === 'chunk').map((chunk) => [chunk.fileName, chunk]))
}

/** What the entry loads before the first import(): our own modules as paths, all others as the names they are imported by. */
async function staticGraph(entry: string): Promise<string[]> {
  const chunks = await chunksOf(entry)
  const seen = new Set<string>()
  const visit = (name: string) => {
    if (seen.has(name)) return
    seen.add(name)
    chunks.get(name)?.imports.forEach(visit)
  }
  for (const chunk of chunks.values()) if (chunk.isEntry) visit(chunk.fileName)
  return [...seen].flatMap((name) => {
    const chunk = chunks.get(name)
    return chunk ? chunk.moduleIds.map((id) => id.replace(`${projectRoot}/`, '')) : [name]
  })
}

// Each of these costs tens of milliseconds before the window is there.
it('main starts with Electron, Node and its own small modules only', async () => {
  const loaded = await staticGraph('src/main/index.ts')
  expect(loaded).toContain('src/main/index.ts')
  const foreign = loaded.filter((name) => !/^(electron$|node:|src\/(main|shared)\/)/.test(name))
  expect(foreign).toEqual([])
})

it('the practice tenant and the services come later, through import()', async () => {
  const loaded = await staticGraph('src/main/index.ts')
  const later = loaded.filter((name) =>
    /^src\/(simulator|main\/(main\.ts|command-line\.ts|command-help\.ts|shell\/examine\.ts|bundle|desk|diagnose|mosaic|tenants))/.test(
      name
    )
  )
  expect(later).toEqual([])
})

it('electron-updater comes with the first look for an update only', async () => {
  const loaded = await staticGraph('src/main/main.ts')
  expect(loaded).toContain('src/main/updates/updates.ts')
  expect(loaded.filter((name) => /electron-updater|electron-engine/.test(name))).toEqual([])
})

it('would tell: the composition root does load them', async () => {
  const loaded = await staticGraph('src/main/main.ts')
  expect(loaded.some((name) => name.startsWith('src/main/desk/'))).toBe(true)
})

it('the command line, for which the entry waits, imports nothing of the entry’s own chunk', async () => {
  const chunks = await chunksOf('src/main/index.ts')
  const entry = [...chunks.values()].find((chunk) => chunk.isEntry)
  const seen = new Set<string>()
  const visit = (name: string): void => {
    if (seen.has(name)) return
    seen.add(name)
    chunks.get(name)?.imports.forEach(visit)
  }
  const commandLine = [...chunks.values()].find((chunk) =>
    chunk.moduleIds.some((id) => id.endsWith('src/main/command-line.ts'))
  )
  visit(commandLine?.fileName ?? '')
  expect(seen.size).toBeGreaterThan(1)
  expect(entry).toBeDefined()
  expect(seen).not.toContain(entry?.fileName)
})
