import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { JournalScreen } from '../../src/renderer/journal/JournalScreen'
import { resultWords } from '../../src/renderer/journal/journal-words'
import { useSearch } from '../../src/renderer/find/search-store'
import { useDesk } from '../../src/renderer/state/desk-store'
import type { Input } from '../../src/shared/contract'
import { AppFailure } from '../../src/shared/errors'
import type { JournalEntry, JournalPage, JournalRow } from '../../src/shared/journal'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'
import { at, contoso, practice } from './fixtures'
import { renderScreen } from './render'

// each drawing of a row asks for its words once
vi.mock('../../src/renderer/journal/journal-words', async (original) => {
  const words = await original<typeof import('../../src/renderer/journal/journal-words')>()
  return { ...words, resultWords: vi.fn(words.resultWords) }
})

const entry = (seq: number, more: Partial<JournalEntry> = {}): JournalEntry => ({
  seq,
  at: at('2026-10-05T12:22:05Z') + seq * 1000,
  phase: 'attempt',
  agent: 'kim',
  machine: 'desk-7',
  version: '0.3.0',
  tenant: contoso.id,
  user: 'ue3N8fKgygwfkxC7GXhFV',
  action: 'unlock',
  ...more
})

const done = (seq: number, more: Partial<JournalEntry> = {}): JournalRow => ({
  entry: entry(seq, more),
  outcome: entry(seq + 1, { phase: 'outcome', of: seq, result: 'done', ...more })
})

const page = (rows: JournalRow[], more = 0): JournalPage => ({
  rows,
  more,
  actions: ['issue', 'refuse-caller', 'unlock'],
  agents: ['kim', 'lee']
})

type Query = NonNullable<FakeHandlers['journal.query']>

async function open(query: Query, handlers: FakeHandlers = {}) {
  const view = renderScreen(<JournalScreen />, {
    'journal.query': query,
    'app.copy': () => null,
    ...handlers
  })
  await screen.findByRole('heading', { level: 1, name: 'Journal' })
  return view
}

const table = () => screen.findByRole('table', { name: 'Journal' })
/** The rows of acts, without those that fold out below them. */
const rows = async () =>
  within(await table())
    .getAllByRole('row')
    .slice(1)
const button = (name: string) => screen.getByRole('button', { name })
const lastFilter = (view: { callsOf(name: 'journal.query'): Input<'journal.query'>[] }) =>
  view.callsOf('journal.query').at(-1)?.filter

describe('rows', () => {
  it('say who did what to whom, proved by what, and how it ended', async () => {
    await open(() =>
      page([done(8, { verification: ['sms-code', 'call-back'], ticket: 'INC-42', note: 'was locked' })])
    )
    const [row] = await rows()
    for (const text of ['kim', 'ue3N8fKgygwfkxC7GXhFV', 'Unlock password', 'SMS code, call-back']) {
      expect(row).toHaveTextContent(text)
    }
    expect(row).toHaveTextContent('INC-42')
    expect(row).toHaveTextContent('was locked')
    expect(within(row!).getByText('done')).toBeVisible()
    expect(within(row!).getByTitle(/^Monday.* 5 October 2026/)).toBeVisible()
  })

  it.each<[string, JournalRow, string]>([
    ['refused by the gate', { entry: entry(1, { phase: 'event', result: 'refused' }) }, 'refused'],
    [
      'a failure',
      { entry: entry(1), outcome: entry(2, { phase: 'outcome', of: 1, result: 'unreachable' }) },
      'failed: Mosaic not reached'
    ],
    [
      'not known',
      { entry: entry(1), outcome: entry(2, { phase: 'outcome', of: 1, result: 'outcome-unknown' }) },
      'failed: outcome not known'
    ],
    ['the app ended in between', { entry: entry(1) }, 'no outcome recorded'],
    [
      'a wrong code',
      { entry: entry(1, { action: 'check-code' }), outcome: entry(2, { phase: 'outcome', result: 'wrong' }) },
      'wrong'
    ],
    [
      'a result of a newer version',
      { entry: entry(1), outcome: entry(2, { phase: 'outcome', of: 1, result: 'half-way' }) },
      'half-way'
    ]
  ])('tell a result in words: %s', async (_, row, words) => {
    await open(() => page([row]))
    expect(within((await rows())[0]!).getByText(words)).toBeVisible()
  })

  it('name actions that are no desk actions, and leave unknown ones as they are', async () => {
    await open(() =>
      page([
        { entry: entry(3, { phase: 'event', action: 'refuse-caller', note: 'did not know the address' }) },
        { entry: entry(2, { phase: 'event', action: 'toString' }) },
        { entry: entry(1, { phase: 'event', action: 'gap', user: undefined, tenant: undefined }) }
      ])
    )
    const [refusal, unknown, gap] = await rows()
    expect(refusal).toHaveTextContent('Refuse caller')
    expect(refusal).toHaveTextContent('did not know the address')
    // an event without a result has no end that could be missing
    expect(refusal).not.toHaveTextContent('no outcome recorded')
    expect(unknown).toHaveTextContent('toString')
    expect(gap).toHaveTextContent('Gap in the journal')
    expect(within(gap!).queryByRole('button', { name: 'Find' })).toBeNull()
  })

  it('fold out status, correlation id, rule and both lines', async () => {
    const view = await open(() =>
      page([
        {
          entry: entry(4),
          outcome: entry(5, {
            phase: 'outcome',
            of: 4,
            result: 'unexpected-answer',
            status: 502,
            correlationId: 'c-77',
            rule: 'limits.changesPerHour'
          })
        }
      ])
    )
    const details = within(await table()).getByRole('button', { name: 'Details' })
    expect(details).toHaveAttribute('aria-expanded', 'false')
    expect(screen.queryByText('502')).toBeNull()
    await view.user.click(details)
    expect(details).toHaveAttribute('aria-expanded', 'true')
    for (const text of ['502', 'c-77', 'limits.changesPerHour', '4 and 5', 'desk-7']) {
      expect(await table()).toHaveTextContent(text)
    }
    await view.user.click(button('Copy correlation ID'))
    expect(view.callsOf('app.copy')).toEqual([{ text: 'c-77' }])
    await view.user.click(details)
    expect(screen.queryByText('502')).toBeNull()
  })

  it('lead to the search for their user, whose id can be copied', async () => {
    const view = await open(() => page([done(2)]), { find: () => new Promise<never>(() => undefined) })
    await table()
    await view.user.click(button('Copy user ID'))
    expect(view.callsOf('app.copy')).toEqual([{ text: 'ue3N8fKgygwfkxC7GXhFV' }])
    await view.user.click(button('Find'))
    expect(view.callsOf('find')).toMatchObject([{ tenantId: contoso.id, text: 'ue3N8fKgygwfkxC7GXhFV' }])
    expect(useDesk.getState().screen).toBe('find')
    expect(useSearch.getState().text).toBe('ue3N8fKgygwfkxC7GXhFV')
  })

  it('of another tenant say of which, and offer no search in the open one', async () => {
    await open(() => page([done(4, { tenant: practice.id }), done(2, { tenant: 'gone' })]))
    const [first, second] = await rows()
    expect(first).toHaveTextContent('in Practice tenant')
    expect(second).toHaveTextContent('in a tenant that was removed')
    expect(screen.queryByRole('button', { name: 'Find' })).toBeNull()
  })

  it('are not drawn anew for one that comes on top', async () => {
    let all = [done(2)]
    const view = await open(() => page(all))
    await view.user.click(within((await rows())[0]!).getByRole('button', { name: 'Details' }))
    vi.mocked(resultWords).mockClear()
    all = [done(4, { action: 'issue' }), ...all]
    await act(() => view.client.invalidateQueries({ queryKey: ['journal'] }))
    expect(await screen.findByText('Issue temporary password', { selector: 'bdi' })).toBeVisible()
    const drawn = vi.mocked(resultWords).mock.calls.map(([row]) => row.entry.seq)
    expect([...new Set(drawn)]).toEqual([4])
    // still folded out
    expect(await table()).toHaveTextContent('2 and 3')
  })
})

describe('filters', () => {
  it('ask for what is chosen and keep the rows while somebody types', async () => {
    const next = deferred<JournalPage>()
    const view = await open(({ filter }) => (filter.user === undefined ? page([done(2)]) : next.promise))
    await table()
    await view.user.type(screen.getByLabelText('User ID'), ' ue3N ')
    await waitFor(() => expect(lastFilter(view)).toEqual({ user: 'ue3N' }))
    // one question for the whole word, and the old rows until it is answered
    expect(view.callsOf('journal.query').filter(({ filter }) => filter.user !== undefined)).toHaveLength(1)
    expect(await table()).toHaveTextContent('Unlock password')
    next.resolve(page([]))
    expect(await screen.findByText('No record matches these filters.')).toBeVisible()
  })

  it('go by action, agent and local day, and are cleared together', async () => {
    const view = await open(() => page([done(2)]))
    await table()
    const action = screen.getByLabelText('Action')
    expect(
      within(action)
        .getAllByRole('option')
        .map((option) => option.textContent)
    ).toEqual(['All actions', 'Issue temporary password', 'Refuse caller', 'Unlock password'])
    await view.user.selectOptions(action, 'Unlock password')
    await view.user.selectOptions(screen.getByLabelText('Agent'), 'lee')
    await view.user.type(screen.getByLabelText('Day'), '2026-10-05')
    const offsetMinutes = new Date('2026-10-05T12:00').getTimezoneOffset()
    await waitFor(() =>
      expect(lastFilter(view)).toEqual({
        action: 'unlock',
        agent: 'lee',
        day: { date: '2026-10-05', offsetMinutes }
      })
    )
    await view.user.click(button('Clear'))
    await waitFor(() => expect(screen.getByLabelText('Day')).toHaveValue(''))
    expect(screen.getByLabelText('Action')).toHaveValue('')
  })

  it('are still there after another screen', async () => {
    const view = await open(() => page([done(2)]))
    await table()
    await view.user.selectOptions(screen.getByLabelText('Action'), 'Refuse caller')
    view.unmount()
    const again = await open(() => page([done(2)]))
    expect(screen.getByLabelText('Action')).toHaveValue('refuse-caller')
    await waitFor(() => expect(lastFilter(again)).toEqual({ action: 'refuse-caller' }))
  })
})

describe('the list', () => {
  it('says that nothing was recorded yet', async () => {
    await open(() => ({ rows: [], more: 0, actions: [], agents: [] }))
    expect(await screen.findByText(/^Nothing yet\./)).toBeVisible()
  })

  it('shows more on request, from where it ended', async () => {
    const view = await open(({ before }) =>
      before === undefined ? page([done(20), done(18)], 1) : page([done(2)])
    )
    expect(await rows()).toHaveLength(2)
    expect(screen.getByText('2 of 3')).toBeVisible()
    await view.user.click(button('Show more'))
    await waitFor(async () => expect(await rows()).toHaveLength(3))
    expect(view.callsOf('journal.query').at(-1)).toMatchObject({ before: 18 })
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
  })

  it('says when it cannot be read, and reads it again', async () => {
    const view = await open(() => {
      throw new AppFailure({ kind: 'internal' })
    })
    expect(await screen.findByRole('alert')).toHaveTextContent('Read the journal: Tessera itself failed.')
    view.handle({ 'journal.query': () => page([done(2)]) })
    await view.user.click(button('Try again'))
    expect(await table()).toHaveTextContent('Unlock password')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('leads to the temporary credentials', async () => {
    const view = await open(() => page([]))
    await view.user.click(button('Temporary credentials'))
    expect(useDesk.getState().screen).toBe('issued')
  })
})

describe('Verify journal', () => {
  const verify = async (check: Awaited<ReturnType<NonNullable<FakeHandlers['journal.verify']>>>) => {
    const view = await open(() => page([done(2)]), { 'journal.verify': () => check })
    await view.user.click(button('Verify journal'))
    return view
  }

  it('tells that it is unbroken, with what must be known', async () => {
    await verify({ ok: true, lines: 1204, problems: [], remarks: ['Line 17 was torn when the power went.'] })
    expect(await screen.findByText('1204 lines, unbroken.')).toBeVisible()
    expect(screen.getByRole('list', { name: 'Remarks' })).toHaveTextContent('Line 17 was torn')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('tells in an alert what is broken, by line', async () => {
    await verify({
      ok: false,
      lines: 40,
      problems: [
        { line: 7, what: 'The hash is another one.' },
        { line: 9, what: 'A number is missing.' }
      ],
      remarks: []
    })
    const alert = await screen.findByRole('alert')
    expect(
      within(alert)
        .getAllByRole('listitem')
        .map((item) => item.textContent)
    ).toEqual(['Line 7: The hash is another one.', 'Line 9: A number is missing.'])
    expect(screen.queryByText(/unbroken/)).toBeNull()
  })

  it('tells that it could not', async () => {
    const view = await open(() => page([done(2)]), {
      'journal.verify': () => {
        throw new AppFailure({ kind: 'internal' })
      }
    })
    await view.user.click(button('Verify journal'))
    expect(await screen.findByRole('alert')).toHaveTextContent('Verify journal: Tessera itself failed.')
  })
})

describe('export', () => {
  it.each([
    ['Export CSV', 'csv', 'tessera.csv was saved with 12 lines that match the filters.'],
    ['Export JSON lines', 'jsonl', 'tessera.jsonl was saved with 12 lines that match the filters.']
  ])('%s takes what the filters show', async (name, format, told) => {
    const view = await open(() => page([done(2)]), {
      'journal.export': ({ format }) => ({ fileName: `tessera.${format}`, lines: 12 })
    })
    await table()
    await view.user.selectOptions(screen.getByLabelText('Action'), 'Unlock password')
    await view.user.click(button(name))
    expect(await screen.findByText(told)).toBeVisible()
    expect(view.callsOf('journal.export')).toEqual([{ format, filter: { action: 'unlock' } }])
  })

  it('tells that nothing was saved, or why', async () => {
    const view = await open(() => page([done(2)]), { 'journal.export': () => ({ lines: 0 }) })
    await view.user.click(button('Export CSV'))
    expect(await screen.findByText('Nothing was saved.')).toBeVisible()
    view.handle({
      'journal.export': () => {
        throw new AppFailure({ kind: 'not-saved', fileName: 'tessera.csv', reason: 'disk-full' })
      }
    })
    await view.user.click(button('Export CSV'))
    expect(await screen.findByRole('alert')).toHaveTextContent('the disk is full')
    expect(screen.queryByText(/was saved with/)).toBeNull()
  })
})
