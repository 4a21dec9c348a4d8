import { describe, expect, it } from 'vitest'
import { parsePolicy } from '../../../src/main/policy/parse'
import { documentedDefaults } from './documented'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const parse = (content: unknown) => parsePolicy(bytesOf(JSON.stringify(content)))
const problemOf = (content: unknown) => {
  const parsed = parse(content)
  if (parsed.ok) throw new Error('this was taken for a policy')
  return parsed.problem
}
const withPattern = (pattern: string) => ({ version: 1, ticket: { pattern } })
const withSink = (sink: string) => ({ version: 1, journal: { sink } })

describe('what is accepted', () => {
  it('takes the smallest file, and one that names its schema', () => {
    expect(parse({ version: 1 })).toEqual({ ok: true, policy: documentedDefaults, file: { version: 1 } })
    const named = { $schema: './policy.schema.json', version: 1 }
    expect(parse(named)).toEqual({ ok: true, policy: documentedDefaults, file: named })
  })

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from('\uFEFF{"version":1}', 'utf8')],
    ['the UTF-16 of PowerShell', Buffer.from('\uFEFF{"version":1}\r\n', 'utf16le')]
  ])('takes %s', (_, bytes) => {
    expect(parsePolicy(bytes)).toMatchObject({ ok: true, policy: documentedDefaults })
  })

  it.each([
    ['https://siem.example.com:8088/in?source=tessera'],
    ['http://127.0.0.1:9000/'],
    ['http://[::1]/in']
  ])('takes %s as a sink', (sink) => {
    expect(parse(withSink(sink))).toMatchObject({ ok: true, policy: { sink } })
  })

  it('does not mind an action that nobody could verify for where it is forbidden anyway', () => {
    const allowed = ['send-reset', 'sign-out']
    expect(parse({ version: 1, actions: { allowed }, verification: { kinds: [] } })).toMatchObject({
      ok: true,
      policy: { allowed, kinds: [] }
    })
  })
})

describe('what is refused, with the field by its name', () => {
  it.each<[string, unknown, string]>([
    ['no version', {}, '“version” must be 1.'],
    ['an older version', { version: 0 }, '“version” must be 1.'],
    ['a newer version', { version: 2, what: [] }, '“version” is newer than this version of Tessera knows.'],
    ['a list', [1], 'The file must be a section in curly brackets.'],
    ['null', null, 'The file must be a section in curly brackets.'],
    ['an unknown key', { version: 1, permanentPassword: true }, '“permanentPassword” is not known'],
    ['one below', { version: 1, limits: { changesPerDay: 1 } }, '“limits.changesPerDay” is not known'],
    [
      'an unknown action',
      { version: 1, verification: { byAction: { delete: {} } } },
      '“verification.byAction.delete” is not known'
    ],
    [
      'an unknown name in a list',
      { version: 1, actions: { allowed: ['issue', 'delete'] } },
      '“actions.allowed[1]” must be one of unlock, issue, '
    ],
    [
      'a text for a flag',
      { version: 1, permanentPasswords: 'no' },
      '“permanentPasswords” must be true or false.'
    ],
    [
      'a text for a list',
      { version: 1, verification: { kinds: 'sms-code' } },
      '“verification.kinds” must be a list in square brackets.'
    ],
    ['a list for a section', { version: 1, ticket: [] }, '“ticket” must be a section in curly brackets.'],
    [
      'a flag for a text',
      { version: 1, ticket: { pattern: true } },
      '“ticket.pattern” must be text in quotation marks.'
    ],
    [
      'a broken number',
      { version: 1, limits: { changesPerHour: 1.5 } },
      '“limits.changesPerHour” must be a whole number.'
    ],
    [
      'too many verifications',
      { version: 1, verification: { byAction: { issue: { required: 3 } } } },
      '“verification.byAction.issue.required” must be at most 2.'
    ],
    [
      'no life at all',
      { version: 1, verification: { lifeMinutes: 0 } },
      '“verification.lifeMinutes” must be at least 1.'
    ],
    ['an empty pattern', withPattern(''), '“ticket.pattern” must be at least 1 characters long.'],
    ['a long pattern', withPattern('a'.repeat(201)), '“ticket.pattern” must be at most 200 characters long.'],
    [
      'a flag of another type',
      { version: 1, privileged: { customData: [{ field: 'vip', equals: null }] } },
      '“privileged.customData[0].equals” must be text, a number, true or false.'
    ],
    [
      'a flag without a name',
      { version: 1, privileged: { customData: [{ equals: true }] } },
      '“privileged.customData[0].field” must be text in quotation marks.'
    ],
    [
      'a pattern that does not compile',
      withPattern('INC('),
      '“ticket.pattern” is not a regular expression: Unterminated group.'
    ],
    [
      'a pattern that only fits into brackets',
      withPattern('a)|(b'),
      '“ticket.pattern” is not a regular expression'
    ],
    ['a pattern that can take for ever', withPattern('(a+)+b'), '“ticket.pattern” has too many repeats'],
    [
      'an example that is none',
      { version: 1, ticket: { pattern: '\\d+', example: 'INC1' } },
      '“ticket.example” does not match “ticket.pattern”.'
    ],
    [
      'a trusted key that is too short',
      { version: 1, bundles: { trustedKeys: [{ name: 'Head office', publicKey: 'AAAA' }] } },
      '“bundles.trustedKeys[0].publicKey” is not written as the schema demands.'
    ],
    [
      'a trusted key that is written in another way than it is printed',
      {
        version: 1,
        bundles: { trustedKeys: [{ name: 'Head office', publicKey: `${'A'.repeat(42)}B=` }] }
      },
      '“bundles.trustedKeys[0].publicKey” is no public key.'
    ],
    ['a sink that is no address', withSink('siem'), '“journal.sink” is not a web address.'],
    [
      'a sink over plain HTTP',
      withSink('http://siem.example.com/'),
      '“journal.sink” must be an HTTPS address'
    ],
    [
      'a sink that looks like this computer',
      withSink('http://127.0.0.1.example.com/'),
      '“journal.sink” must be an HTTPS address'
    ],
    ['a sink that is a file', withSink('file:///etc/passwd'), '“journal.sink” must be an HTTPS address'],
    [
      'a sink with a password',
      withSink('https://u:p@siem.example.com/'),
      '“journal.sink” must hold no user name and no password'
    ],
    [
      'no kind at all',
      { version: 1, verification: { kinds: [] } },
      '“verification.byAction.unlock” needs a verification, and no kind is left for it.'
    ],
    [
      'no kind for one action',
      { version: 1, verification: { byAction: { issue: { kinds: ['current-password'] } } } },
      '“verification.byAction.issue” needs a verification, and no kind is left for it.'
    ],
    [
      'one kind where two are needed',
      { version: 1, verification: { byAction: { issue: { required: 2, kinds: ['in-person'] } } } },
      '“verification.byAction.issue” needs 2 verifications of different kinds, and only in-person is left for it.'
    ],
    [
      'a proof of who does not exist yet',
      { version: 1, verification: { byAction: { create: { required: 1 } } } },
      '“verification.byAction.create” must need none'
    ]
  ])('%s', (_, content, words) => {
    expect(problemOf(content)).toContain(words)
  })

  it('says how many more faults there are', () => {
    expect(problemOf({ version: 1, one: 1, permanentPasswords: 1, limits: { changesPerHour: 0 } })).toMatch(
      / 2 more such faults were found\.$/
    )
    expect(problemOf({ version: 1, permanentPasswords: 1, limits: { changesPerHour: 0 } })).toMatch(
      / 1 more such fault was found\.$/
    )
  })

  it('says where the JSON is broken, as far as the parser knows, and quotes nothing of it', () => {
    const problem = (text: string) => {
      const found = parsePolicy(bytesOf(text))
      return found.ok ? 'none' : found.problem
    }
    expect(problem('{\n "version": 1,\n}')).toBe('It is not valid JSON (line 3).')
    expect(problem('')).toBe('It is not valid JSON.')
    expect(problem('{\n "version": 1,\n "secret": hunter2\n}')).toMatch(
      /^It is not valid JSON( \(line 3\))?\.$/
    )
  })

  it('refuses what is no text', () => {
    const bytes = Uint8Array.from([0x7b, 0xff, 0xc0, 0x7d])
    expect(parsePolicy(bytes)).toEqual({ ok: false, problem: 'It is not valid JSON: it is no UTF-8 text.' })
  })

  it('keeps the name of an unknown key in its place', () => {
    const problem = problemOf({ version: 1, [`\u202Eevil\n${'x'.repeat(5_000)}`]: 1 })
    expect(problem).toMatch(/^“evil x+…” is not known/)
    expect(problem.length).toBeLessThan(200)
  })
})
