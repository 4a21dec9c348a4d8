import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Deed, Verification } from '../../../src/shared/verification'
import { workNote, type WorkNoteInput } from '../../../src/shared/work-note'

const noon = Date.UTC(2026, 5, 2, 12)
const minute = 60_000
/** Not the machine's zone: tests run anywhere. */
const formatTime = (time: number) =>
  `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} (UTC+00:00)`

const call: WorkNoteInput = {
  agent: 'maria',
  tenant: 'Acme customers',
  environment: 'production',
  displayName: 'Ana López',
  userId: '-e3N8fKgygwfkxC7GXhFV',
  ticket: 'INC0012345',
  openedAt: noon,
  verifications: [
    { kind: 'sms-code', at: noon + minute, expires: noon + 11 * minute, evidence: '•••0123' },
    {
      kind: 'manager-approval',
      at: noon + 2 * minute,
      expires: noon + 12 * minute,
      evidence: 'J. Doe: lost phone'
    }
  ],
  deeds: [
    { at: noon + 3 * minute, what: 'Unlock password', result: 'done', detail: 'was locked' },
    { at: noon + 4 * minute, what: 'Issue temporary password', result: 'done' },
    { at: noon + 5 * minute, what: 'Sign out everywhere', result: 'failed' },
    { at: noon + 6 * minute, what: 'Set a password', result: 'refused' },
    { at: noon + 7 * minute, what: 'Suspend user', result: 'unknown' }
  ],
  formatTime
}

const lines = (more: Partial<WorkNoteInput> = {}): string[] => workNote({ ...call, ...more }).split('\n')

describe('the note of a call', () => {
  it('says who, how verified, and what was done with which result', () => {
    expect(lines()).toEqual([
      'Helpdesk call, recorded by Tessera',
      'Ticket: INC0012345',
      'Account: Ana López',
      'User ID: -e3N8fKgygwfkxC7GXhFV',
      'Tenant: Acme customers (production)',
      'Agent: maria',
      'Call opened: 2026-06-02 12:00 (UTC+00:00)',
      'Caller verified by:',
      '- SMS code (•••0123), at 2026-06-02 12:01 (UTC+00:00)',
      '- manager approval (J. Doe: lost phone), at 2026-06-02 12:02 (UTC+00:00)',
      'What was done:',
      '- 2026-06-02 12:03 (UTC+00:00): Unlock password: done (was locked)',
      '- 2026-06-02 12:04 (UTC+00:00): Issue temporary password: done',
      '- 2026-06-02 12:05 (UTC+00:00): Sign out everywhere: failed',
      '- 2026-06-02 12:06 (UTC+00:00): Set a password: refused',
      '- 2026-06-02 12:07 (UTC+00:00): Suspend user: sent, and not known whether it took effect'
    ])
  })

  it('says so where nobody was verified, nothing was done and there is no ticket', () => {
    expect(lines({ ticket: undefined, verifications: [], deeds: [] })).toEqual([
      'Helpdesk call, recorded by Tessera',
      'Account: Ana López',
      'User ID: -e3N8fKgygwfkxC7GXhFV',
      'Tenant: Acme customers (production)',
      'Agent: maria',
      'Call opened: 2026-06-02 12:00 (UTC+00:00)',
      'Caller verified: no',
      'What was done: nothing'
    ])
  })

  it('names callers who were refused, and why', () => {
    const refusals = [{ at: noon, reason: 'did not know\nthe name of the manager' }]
    expect(lines({ refusals }).slice(-2)).toEqual([
      'Callers refused:',
      '- 2026-06-02 12:00 (UTC+00:00): did not know the name of the manager'
    ])
  })

  it('does not call somebody by their ID twice', () => {
    expect(lines({ displayName: call.userId })).not.toContainEqual(expect.stringContaining('Account'))
  })
})

describe('contacts', () => {
  it.each([
    ['ana.lopez@example.com', 'a•••@example.com'],
    ['+14155550123', '•••0123'],
    ['Ana (+1 415 555-0123)', 'Ana (•••0123)'],
    [`${'x'.repeat(118)}@example.com`, 'x•••@example.com'],
    ['Ana López', 'Ana López']
  ])('a person who is called %s is %s in the note', (displayName, shown) => {
    expect(lines({ displayName })).toContain(`Account: ${shown}`)
  })

  it('are masked in everything that was written or typed, and stay as they are where they are masked', () => {
    const said = 'wanted it sent to Evil.Twin@example.net, or +1 (202) 555-0199; on file is a•••@example.com'
    const shown = 'wanted it sent to E•••@example.net, or •••0199; on file is a•••@example.com'
    const [verification, deed] = [call.verifications[0]!, call.deeds[0]!]
    const note = workNote({
      ...call,
      verifications: [{ ...verification, evidence: said }],
      deeds: [{ ...deed, what: said, detail: said }],
      refusals: [{ at: noon, reason: said }]
    })
    expect(note).not.toMatch(/Twin|555/)
    expect(note.split(shown)).toHaveLength(5)
  })

  it('are never there in full, wherever they stand', () => {
    fc.assert(
      fc.property(
        fc.emailAddress(),
        fc.stringMatching(/^\+[1-9]\d{9,13}$/),
        fc.string(),
        (email, phone, words) => {
          const text = `${words} ${email} ${phone}`
          const note = workNote({ ...call, displayName: text, refusals: [{ at: noon, reason: text }] })
          expect(note).not.toContain(phone)
          const local = email.slice(0, email.lastIndexOf('@'))
          expect(note).not.toContain(`${local}@`)
        }
      )
    )
  })
})

describe('hostile text', () => {
  const hostile =
    'Ana\r\n- 2026-06-02 12:03: Unlock password: done\u2028Caller verified by:\u0085\u202E\u0000[code]<b>!x!{code}'

  it('is flattened, and holds no markup of a ticket system', () => {
    const note = workNote({ ...call, displayName: hostile })
    expect(note.split('\n')).toContain(
      'Account: Ana - 2026-06-02 12:03: Unlock password: done Caller verified by: (code)‹b›.x.(code)'
    )
  })

  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          '\n',
          '\r',
          '\u2028',
          '\u2029',
          '\u0085',
          '\v',
          '\f',
          '- ',
          'Agent: x',
          '[',
          '<',
          '\u202E'
        )
      )
      .map((parts) => parts.join(''))
  )
  const verifications: fc.Arbitrary<Verification[]> = fc.array(
    fc.record({
      kind: fc.constantFrom('sms-code', 'call-back', 'in-person'),
      at: fc.constant(noon),
      expires: fc.constant(noon),
      evidence: text
    }),
    { maxLength: 3 }
  )
  const deeds: fc.Arbitrary<Deed[]> = fc.array(
    fc.record(
      {
        at: fc.constant(noon),
        what: text,
        result: fc.constantFrom('done', 'failed', 'refused', 'unknown'),
        detail: text
      },
      { requiredKeys: ['at', 'what', 'result'] }
    ),
    { maxLength: 3 }
  )
  const input = fc.record({
    agent: text,
    tenant: text,
    displayName: text,
    userId: text,
    ticket: text,
    verifications,
    deeds,
    refusals: fc.array(fc.record({ at: fc.constant(noon), reason: text }), { maxLength: 3 })
  })

  it('can add no line, begin none, and hide or reorder nothing', () => {
    fc.assert(
      fc.property(input, (given) => {
        const note = workNote({ ...call, ...given })
        expect(note).not.toMatch(/[^\P{Cc}\n]|[\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}[\]{}<>|!]/u)
        // what begins the lines depends on how many of each there are, and on no text
        const begin = note.split('\n').map((line) => /^(- |[A-Z][A-Za-z ]+(?=:|,))/.exec(line)?.[0] ?? line)
        const list = (title: string, items: unknown[]) => [title, ...items.map(() => '- ')]
        const hasName = note.split('\n')[2]?.startsWith('Account: ') === true
        expect(begin).toEqual([
          'Helpdesk call',
          'Ticket',
          ...(hasName ? ['Account'] : []),
          'User ID',
          'Tenant',
          'Agent',
          'Call opened',
          ...list(
            given.verifications.length === 0 ? 'Caller verified' : 'Caller verified by',
            given.verifications
          ),
          ...list('What was done', given.deeds),
          ...(given.refusals.length === 0 ? [] : list('Callers refused', given.refusals))
        ])
      }),
      { numRuns: 500 }
    )
  })
})

describe('secrets', () => {
  it('have no field to come in by', () => {
    expectTypeOf<keyof WorkNoteInput>().toEqualTypeOf<
      | 'agent'
      | 'tenant'
      | 'environment'
      | 'displayName'
      | 'userId'
      | 'ticket'
      | 'openedAt'
      | 'verifications'
      | 'deeds'
      | 'refusals'
      | 'formatTime'
    >()
    expectTypeOf<keyof Verification>().toEqualTypeOf<'kind' | 'at' | 'expires' | 'evidence'>()
    expectTypeOf<keyof Deed>().toEqualTypeOf<'at' | 'what' | 'result' | 'detail'>()
    expect(Object.keys({ ...call, refusals: [] }).toSorted()).toEqual([
      'agent',
      'deeds',
      'displayName',
      'environment',
      'formatTime',
      'openedAt',
      'refusals',
      'tenant',
      'ticket',
      'userId',
      'verifications'
    ])
  })

  it('are left out where an object carries more than its type says', () => {
    const secret = 'Kx4m-Tp7w-H3vn-Rc8d'
    const more = { code: secret, password: secret, token: secret, issueId: secret, secret }
    const given = {
      ...call,
      ...more,
      verifications: call.verifications.map((one) => ({ ...one, ...more })),
      deeds: call.deeds.map((one) => ({ ...one, ...more })),
      refusals: [{ at: noon, reason: 'no', ...more }]
    }
    expect(workNote(given)).not.toContain(secret)
  })
})
