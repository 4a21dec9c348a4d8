import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { schemaText } from '../../../scripts/policy-schema.mjs'
import { projectRoot } from '../../../scripts/setup/project.mjs'
import { parsePolicy } from '../../../src/main/policy/parse'
import { policyFile } from '../../../src/shared/policy'

const docs = join(projectRoot, 'docs')
const published = await readFile(join(docs, 'policy.schema.json'), 'utf8')
const example = await readFile(join(docs, 'policy.example.json'))

const ajv = addFormats(new Ajv2020({ allErrors: true }))
const accepts = ajv.compile(JSON.parse(published) as object)

describe('the published schema', () => {
  it('is the one that this version is made with (node scripts/policy-schema.mjs)', async () => {
    expect(published).toBe(await schemaText(policyFile))
  })

  it('explains each field that may stand in the file', () => {
    const bare: string[] = []
    walk(JSON.parse(published), '')
    expect(bare).toEqual([])

    function walk(schema: unknown, path: string): void {
      if (typeof schema !== 'object' || schema === null) return
      const { properties = {} } = schema as { properties?: Record<string, { description?: string }> }
      for (const [name, field] of Object.entries(properties)) {
        if (field.description === undefined) bare.push(`${path}.${name}`)
      }
      for (const [key, value] of Object.entries(schema)) walk(value, `${path}.${key}`)
    }
  })

  it('accepts the example, which is a policy that Tessera accepts too', () => {
    expect(accepts(JSON.parse(example.toString('utf8')))).toBe(true)
    expect(parsePolicy(example)).toMatchObject({
      ok: true,
      policy: { ticket: { required: true }, sink: 'https://siem.example.com/tessera' }
    })
  })

  it.each<[string, unknown]>([
    ['no version', {}],
    ['another version', { version: 2 }],
    ['an unknown key', { version: 1, permanentPassword: true }],
    ['an unknown key below', { version: 1, limits: { changesPerDay: 1 } }],
    ['an unknown action', { version: 1, actions: { allowed: ['delete'] } }],
    ['a rule for an unknown action', { version: 1, verification: { byAction: { delete: {} } } }],
    ['a knowledge question', { version: 1, verification: { kinds: ['question'] } }],
    ['three verifications', { version: 1, verification: { byAction: { issue: { required: 3 } } } }],
    ['a broken number', { version: 1, limits: { changesPerHour: 1.5 } }],
    ['a pattern that does not compile', { version: 1, ticket: { pattern: '(' } }],
    ['a sink of another protocol', { version: 1, journal: { sink: 'file:///etc/passwd' } }],
    ['a list', []]
  ])('refuses %s, as Tessera does', (_, content) => {
    expect(accepts(content)).toBe(false)
    expect(parsePolicy(Buffer.from(JSON.stringify(content))).ok).toBe(false)
  })
})
