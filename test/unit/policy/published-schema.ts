import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { projectRoot } from '../../../scripts/setup/project.mjs'

export interface PublishedSchema {
  text: string
  /** the example that is published with it */
  example: Buffer
  /** what an administrator's own validator says */
  accepts(content: unknown): boolean
}

/** A schema that administrators can check their files against, as it stands in docs/. */
export async function publishedSchema(name: 'bundle' | 'policy'): Promise<PublishedSchema> {
  const docs = join(projectRoot, 'docs')
  const text = await readFile(join(docs, `${name}.schema.json`), 'utf8')
  const ajv = addFormats(new Ajv2020({ allErrors: true }))
  const validate = ajv.compile(JSON.parse(text) as object)
  return {
    text,
    example: await readFile(join(docs, `${name}.example.json`)),
    accepts: (content) => validate(content)
  }
}

/** The fields, as paths in the schema, that say nothing of what they are for. */
export function fieldsWithoutWords(schemaText: string): string[] {
  const bare: string[] = []
  walk(JSON.parse(schemaText), '')
  return bare

  function walk(schema: unknown, path: string): void {
    if (typeof schema !== 'object' || schema === null) return
    const { properties = {} } = schema as { properties?: Record<string, { description?: string }> }
    for (const [name, field] of Object.entries(properties)) {
      if (field.description === undefined) bare.push(`${path}.${name}`)
    }
    for (const [key, value] of Object.entries(schema)) walk(value, `${path}.${key}`)
  }
}
