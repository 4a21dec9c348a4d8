import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

export interface Bundle {
  /** an .mjs file that plain Node runs */
  path: string
  remove(): Promise<void>
}

/** Builds one TypeScript file (path from the project's root) and what it imports, for tests that need a process of their own. */
export async function bundle(entry: string, external: string[] = []): Promise<Bundle> {
  const dir = await mkdtemp(join(tmpdir(), 'tessera-bundle-'))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true, external },
    build: {
      ssr: entry,
      outDir: dir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'entry.mjs' } }
    }
  })
  // what stays outside is found through here
  await symlink(join(root, 'node_modules'), join(dir, 'node_modules'), 'junction')
  return { path: join(dir, 'entry.mjs'), remove: () => rm(dir, { recursive: true, force: true }) }
}
