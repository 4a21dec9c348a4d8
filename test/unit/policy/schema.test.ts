import { describe, expect, it } from 'vitest'
import { schemaText } from '../../../scripts/schemas.mjs'
import { parsePolicy } from '../../../src/main/policy/parse'
import { policyFile } from '../../../src/shared/policy'
import { fieldsWithoutWords, publishedSchema } from './published-schema'

const { text, example, accepts } = await publishedSchema('policy')

describe('the published schema', () => {
  it('is the one that this version is made with (node scripts/schemas.mjs)', async () => {
    expect(text).toBe(await schemaText(policyFile))
  })

  it('explains each field that may stand in the file', () => {
    expect(fieldsWithoutWords(text)).toEqual([])
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
