import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readUser } from '../../../src/main/desk/card'
import { mostTracked, trackedCredentials, trackedForMs } from '../../../src/main/desk/tracker'
import { trackedCredential } from '../../../src/shared/credentials'
import { AppFailure } from '../../../src/shared/errors'
import type { JournalEntry } from '../../../src/shared/journal'
import type { User } from '../../../src/shared/user'
import { type GatedDesk, openGatedDesk } from './gated-desk'
import { userOf as idOfStory } from './practice-desk'

const now = 1_764_000_000_000
const minute = 60_000
const hour = 60 * minute
const issuedAt = now - 2 * hour
const runsOut = now + 22 * hour

let seq = 0
const entry = (more: Partial<JournalEntry> = {}): JournalEntry => ({
  seq: ++seq,
  at: issuedAt,
  phase: 'outcome',
  agent: 'maria',
  machine: 'desk-7',
  version: '1',
  tenant: 't',
  user: 'ana',
  action: 'issue',
  result: 'done',
  ...more
})
const password = (more: Partial<JournalEntry> = {}) => entry({ expiresAt: runsOut, ...more })
const code = (more: Partial<JournalEntry> = {}) =>
  entry({ action: 'access-code', at: now - 2 * minute, expiresAt: now + 8 * minute, ...more })

const userOf = (id: string, more: Partial<User> = {}): User => ({
  id,
  status: 'Active',
  displayName: `Name of ${id}`,
  secondaryEmails: [],
  secondaryPhones: [],
  groupIds: [],
  ...more
})
type Password = NonNullable<User['password']>
const waiting: Password = { temporary: true, expired: false, updatedAt: issuedAt - 300, expiresAt: runsOut }

const track = (entries: JournalEntry[], user: Partial<User> = { password: waiting }) =>
  trackedCredentials({ entries, tenantId: 't', now, readUser: async (id) => userOf(id, user) })
const trackIn = (applicationId: string | undefined, entries: JournalEntry[]) =>
  trackedCredentials({
    entries,
    tenantId: 't',
    ...(applicationId !== undefined && { applicationId }),
    now,
    readUser: async (id) => userOf(id, { password: waiting })
  })
const stateOf = async (entries: JournalEntry[], user?: Partial<User>) =>
  (await track(entries, user)).map(({ state }) => state)

describe('what is followed', () => {
  it('is what was issued in the open application: the others have passwords of their own', async () => {
    const here = password()
    const there = password({ application: 'loyalty', at: issuedAt + minute })
    const idsIn = async (applicationId?: string) =>
      (await trackIn(applicationId, [here, there])).map(({ id }) => id)
    expect(await idsIn()).toEqual([here.seq])
    expect(await idsIn('main')).toEqual([here.seq])
    expect(await idsIn('loyalty')).toEqual([there.seq])
    // a later one there replaces none here
    const states = (await trackIn('main', [here, there])).map(({ state }) => state)
    expect(states).toEqual(['waiting'])
  })

  it('is told with who, when, until when and how it stands', async () => {
    const one = password()
    const [found, ...others] = await track([one])
    expect(others).toEqual([])
    expect(found).toEqual({
      id: one.seq,
      kind: 'temporary-password',
      at: issuedAt,
      userId: 'ana',
      displayName: 'Name of ana',
      agent: 'maria',
      expiresAt: runsOut,
      state: 'waiting'
    })
    expect(trackedCredential.parse(found)).toEqual(found)
  })

  it.each<[string, Partial<JournalEntry>, boolean]>([
    ['an issued password', {}, true],
    ['an access code', { action: 'access-code' }, true],
    ['a chosen password that is temporary', { action: 'set-password', note: 'temporary' }, true],
    ['one whose end is known', { action: 'set-password', note: undefined }, true],
    ['a permanent password', { action: 'set-password', note: 'permanent', expiresAt: undefined }, false],
    ['a reset', { action: 'send-reset' }, false],
    ['an unlock', { action: 'unlock' }, false],
    ['an attempt', { phase: 'attempt', result: undefined }, false],
    ['an event', { phase: 'event' }, false],
    ['a failure', { result: 'unreachable' }, false],
    ['what no answer came to', { result: 'outcome-unknown' }, false],
    ['what the policy refused', { result: 'refused' }, false],
    ['another tenant’s', { tenant: 'other' }, false],
    ['one without a user', { user: undefined }, false],
    ['one that is too old', { at: now - trackedForMs }, false],
    ['one that is just young enough', { at: now - trackedForMs + 1 }, true]
  ])('%s', async (_, more, isTracked) => {
    expect(await track([password(more)])).toHaveLength(isTracked ? 1 : 0)
  })

  it('is no more than the newest ones, newest first', async () => {
    const entries = Array.from({ length: mostTracked + 20 }, (_, index) =>
      password({ user: `user ${index}`, at: issuedAt + index })
    )
    const found = await track(entries)
    expect(found.map(({ id }) => id)).toEqual(
      entries
        .map((one) => one.seq)
        .toReversed()
        .slice(0, mostTracked)
    )
  })

  it('takes its end from Mosaic where the journal has none', async () => {
    const found = await track([entry({ action: 'set-password', note: 'temporary' })])
    expect(found).toMatchObject([{ state: 'waiting', expiresAt: runsOut }])
  })
})

describe('a temporary password', () => {
  it.each<[string, TrackedState, Partial<Password> | undefined]>([
    ['that Mosaic still calls temporary is waiting', 'waiting', {}],
    ['of which Mosaic tells no times is waiting', 'waiting', { updatedAt: undefined, expiresAt: undefined }],
    ['whose time is over by Mosaic’s word has run out', 'run-out', { expired: true }],
    ['whose time is over has run out', 'run-out', { expiresAt: now }],
    ['that was changed is used', 'used', { temporary: false, updatedAt: now - minute, expiresAt: undefined }],
    ['that is no longer temporary is used', 'used', { temporary: false, updatedAt: undefined }],
    [
      'after which another one was set elsewhere is replaced',
      'replaced',
      { updatedAt: issuedAt + hour, expiresAt: runsOut + hour }
    ],
    [
      'after which one was set elsewhere that has run out is replaced',
      'replaced',
      { updatedAt: issuedAt + hour, expiresAt: now, expired: true }
    ],
    [
      'that runs out when ours does is ours, whatever the clocks say',
      'waiting',
      { updatedAt: issuedAt + hour }
    ],
    [
      'that a clock two minutes ahead has written is ours',
      'waiting',
      { updatedAt: issuedAt + 2 * minute, expiresAt: runsOut + 1 }
    ],
    ['of a user without a password is not known', 'unknown', undefined]
  ])('%s', async (_, state, facts) => {
    const user = facts === undefined ? {} : { password: { ...waiting, ...facts } }
    expect(await stateOf([password()], user)).toEqual([state])
  })

  it('runs out by the journal’s time where Mosaic tells none', async () => {
    const user = { password: { temporary: true, expired: false } }
    expect(await stateOf([password({ expiresAt: now })], user)).toEqual(['run-out'])
    expect(await stateOf([password({ expiresAt: now + 1 })], user)).toEqual(['waiting'])
  })

  it.each<[string, Partial<JournalEntry>]>([
    ['issued', {}],
    ['chosen', { action: 'set-password', note: 'temporary' }]
  ])('is replaced by a later one that was %s from here', async (_, more) => {
    const later = password({ at: issuedAt + minute, ...more })
    expect(await stateOf([password(), later])).toEqual(['waiting', 'replaced'])
  })

  it('is replaced by a permanent one, which is not followed', async () => {
    const later = entry({ action: 'set-password', note: 'permanent' })
    const user = { password: { temporary: false, expired: false } }
    expect(await stateOf([password(), later], user)).toEqual(['replaced'])
  })

  it.each<[string, Partial<JournalEntry>]>([
    ['of somebody else', { user: 'ben' }],
    ['in another tenant', { tenant: 'other' }],
    ['that failed', { result: 'conflict' }],
    ['that is a code', { action: 'access-code' }]
  ])('is not replaced by a later one %s', async (_, more) => {
    const one = password()
    const found = await track([one, password(more)])
    expect(found.find(({ id }) => id === one.seq)?.state).toBe('waiting')
  })

  it('may have been replaced where no answer came to a later one', async () => {
    const entries = [password(), password({ result: 'outcome-unknown', expiresAt: undefined })]
    expect(await stateOf(entries)).toEqual(['waiting'])
    expect(await stateOf(entries, { password: { ...waiting, temporary: false } })).toEqual(['unknown'])
  })

  it('does not become used by a mere sign-in: it has to be changed', async () => {
    expect(await stateOf([password()], { password: waiting, lastSignInAt: now - minute })).toEqual([
      'waiting'
    ])
  })
})

describe('an access code', () => {
  it.each<[string, TrackedState, Partial<JournalEntry>, number | undefined]>([
    ['waits until its end', 'waiting', {}, undefined],
    ['waits though they signed in before it', 'waiting', {}, now - 3 * minute],
    ['is used once they signed in', 'used', {}, now - minute],
    ['has run out', 'run-out', { expiresAt: now }, undefined],
    ['has run out though they signed in before it', 'run-out', { expiresAt: now }, now - hour],
    ['was used before it ran out', 'used', { expiresAt: now }, now - minute],
    [
      'is not known where only a sign-in after its end is',
      'unknown',
      { expiresAt: now - minute },
      now - 30_000
    ],
    ['without a known end is not known', 'unknown', { expiresAt: undefined }, undefined],
    ['without a known end is used once they signed in', 'used', { expiresAt: undefined }, now - minute]
  ])('%s', async (_, state, more, lastSignInAt) => {
    expect(await stateOf([code(more)], { lastSignInAt })).toEqual([state])
  })

  it.each([['check-code'], ['check-current-password'], ['sign-in-check']])(
    'is not used by the sign-in that our own %s makes',
    async (action) => {
      const one = code()
      const attempt = entry({ phase: 'attempt', result: undefined, action, at: now - 70_000 })
      const outcome = entry({ action, of: attempt.seq, at: now - 50_000 })
      const during = { lastSignInAt: now - minute }
      expect(await stateOf([one, attempt, outcome], during)).toEqual(['waiting'])
      expect(await stateOf([one, attempt, { ...outcome, user: 'ben' }], during)).toEqual(['used'])
      expect(await stateOf([one, attempt, outcome], { lastSignInAt: now - 10_000 })).toEqual(['used'])
      // what was before our own sign-in is hidden by it
      expect(await stateOf([{ ...one, expiresAt: now }, attempt, outcome], during)).toEqual(['unknown'])
    }
  )

  it('is replaced by a later one, and not by a password', async () => {
    expect(await stateOf([code(), code()], {})).toEqual(['waiting', 'replaced'])
    const found = await track([code(), password()])
    expect(found.find(({ kind }) => kind === 'access-code')?.state).toBe('waiting')
  })

  it('may have been replaced where no answer came to a later one', async () => {
    const entries = [code(), code({ result: 'outcome-unknown' })]
    expect(await stateOf(entries, { lastSignInAt: now - minute })).toEqual(['unknown'])
  })
})

type TrackedState = Awaited<ReturnType<typeof trackedCredentials>>[number]['state']

describe('reading the users', () => {
  it('asks for each once, four at a time at most', async () => {
    const asked: string[] = []
    let running = 0
    let most = 0
    const readUser = async (id: string) => {
      asked.push(id)
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 2))
      running -= 1
      return userOf(id, { password: waiting })
    }
    const entries = Array.from({ length: 30 }, (_, index) => password({ user: `user ${index % 10}` }))
    await trackedCredentials({ entries, tenantId: 't', now, readUser })
    expect(asked.toSorted()).toEqual(Array.from({ length: 10 }, (_, index) => `user ${index}`).toSorted())
    expect(most).toBe(4)
  })

  it('asks for nobody where nothing was issued', async () => {
    const readUser = () => Promise.reject(new Error('asked'))
    const entries = [entry({ action: 'unlock' })]
    expect(await trackedCredentials({ entries, tenantId: 't', now, readUser })).toEqual([])
  })

  it('says why one is not known, and goes on with the others', async () => {
    const readUser = async (id: string) => {
      if (id === 'ben') throw new AppFailure({ kind: 'unreachable', cause: 'timeout', host: 'api' })
      if (id === 'cy') throw new TypeError('a secret in a message')
      return userOf(id, { password: waiting })
    }
    const entries = ['ana', 'ben', 'cy'].map((user) => password({ user }))
    const found = await trackedCredentials({ entries, tenantId: 't', now, readUser })
    expect(found).toMatchObject([
      {
        userId: 'cy',
        state: 'unknown',
        expiresAt: runsOut,
        error: { kind: 'internal', detail: 'TypeError' }
      },
      { userId: 'ben', state: 'unknown', error: { kind: 'unreachable', cause: 'timeout' } },
      { userId: 'ana', state: 'waiting' }
    ])
    expect(found[1]).not.toHaveProperty('displayName')
    expect(found[2]).not.toHaveProperty('error')
  })

  it('knows a replaced one without its user, and tells no error with it', async () => {
    const readUser = () => Promise.reject(new AppFailure({ kind: 'not-found', what: 'The user' }))
    const found = await trackedCredentials({
      entries: [password(), password()],
      tenantId: 't',
      now,
      readUser
    })
    expect(found.map(({ state, error }) => [state, error?.kind])).toEqual([
      ['unknown', 'not-found'],
      ['replaced', undefined]
    ])
  })
})

describe('against the practice tenant', () => {
  let gated: GatedDesk
  beforeAll(async () => (gated = await openGatedDesk()))
  afterAll(() => gated.stop())

  it('follows a password and a code from their issue to their use, by what Mosaic reports', async () => {
    const { acts, issued, journal, practice, session } = gated
    const { client } = session
    const open = { issue: { required: 0 }, 'access-code': { required: 0 } }
    gated.setPolicy({ verification: { byAction: open } })
    const userId = idOfStory('ok')
    const states = async () => {
      const found = await trackedCredentials({
        entries: journal.recent(0),
        tenantId: session.tenantId,
        readUser: (id) => readUser(client, id),
        now: gated.now()
      })
      return found.map(({ kind, state }) => `${kind} ${state}`)
    }
    const { expiresAt } = await acts.issue(session, userId)
    expect(await states()).toEqual(['temporary-password waiting'])
    expect(expiresAt).toBeGreaterThan(gated.now())

    await acts.issue(session, userId)
    expect(await states()).toEqual(['temporary-password waiting', 'temporary-password replaced'])

    await client.passwords.replace(userId, { password: 'Their-0wn-choice!', temporary: false })
    expect(await states()).toEqual(['temporary-password used', 'temporary-password replaced'])

    const { issueId } = await acts.accessCode(session, userId)
    expect((await states())[0]).toBe('access-code waiting')
    // the caller signs in with it, a moment later
    await practice.control({ action: 'advance', ms: 1_000 })
    expect(await client.otp.check(userId, issued.reveal(issueId))).toMatchObject({ outcome: 'right' })
    expect((await states())[0]).toBe('access-code used')
  })
})
