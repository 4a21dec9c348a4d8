// Writes docs/bundle.schema.json from the schema in src/shared/bundle.ts: node scripts/bundle-schema.mjs
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { projectRoot } from './setup/project.mjs'

const FILE = path.join(projectRoot, 'docs', 'bundle.schema.json')

/** The text of the published file, formatted as everything else here. */
export async function schemaText(bundleFile) {
  const schema = z.toJSONSchema(bundleFile, { target: 'draft-2020-12', io: 'input' })
  const prettier = await import('prettier')
  return prettier.format(JSON.stringify(schema), { ...(await prettier.resolveConfig(FILE)), filepath: FILE })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { runnerImport } = await import('vite')
  const { module } = await runnerImport(path.join(projectRoot, 'src', 'shared', 'bundle.ts'), {
    root: projectRoot,
    configFile: false,
    logLevel: 'error'
  })
  fs.writeFileSync(FILE, await schemaText(module.bundleFile))
}
