// Writes docs/policy.schema.json and docs/bundle.schema.json from the schemas in src/shared: node scripts/schemas.mjs
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { format } from 'oxfmt'
import { z } from 'zod'
import { projectRoot } from './setup/project.mjs'

const look = JSON.parse(fs.readFileSync(path.join(projectRoot, '.oxfmtrc.json'), 'utf8'))

/** The text of a published schema, formatted as everything else here. */
export async function schemaText(schema) {
  const published = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' })
  const { code, errors } = await format('schema.json', JSON.stringify(published), look)
  if (errors.length > 0) throw new Error(errors[0].message)
  return code
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { runnerImport } = await import('vite')
  for (const name of ['policy', 'bundle']) {
    const { module } = await runnerImport(path.join(projectRoot, 'src', 'shared', `${name}.ts`), {
      root: projectRoot,
      configFile: false,
      logLevel: 'error'
    })
    fs.writeFileSync(
      path.join(projectRoot, 'docs', `${name}.schema.json`),
      await schemaText(module[`${name}File`])
    )
  }
}
