import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPreferences } from '../../../src/main/desk/preferences'
import { failureOf } from './practice-desk'
import { openSettingsDesk, type SettingsDesk, withClient } from './settings-desk'

let at: SettingsDesk
beforeEach(async () => {
  at = await openSettingsDesk()
})
afterEach(() => at.stop())

const mosaic = (policy: Record<string, unknown> | null) => at.practice.control({ action: 'policy', policy })
const fault = (method: string, fault: object, times?: number) =>
  at.practice.control({
    action: 'fault',
    match: { method, path: 'loginPreferences' },
    ...(times !== undefined && { times }),
    fault: fault as never
  })

/** Between the write and the look after it. */
const afterWriting = (happens: () => Promise<unknown>) => {
  const { preferences } = at.practice.client
  const { writePassword } = preferences
  preferences.writePassword = async (...args) => {
    try {
      return await writePassword(...args)
    } finally {
      await happens()
    }
  }
}

describe('reading', () => {
  it('shows everything, of which application, and that it may be changed', async () => {
    const view = await at.read()
    expect(view).toMatchObject({
      appId: at.practice.simulator.appId,
      appName: 'Contoso shop',
      settings: { passwordMinLength: 12, lockoutTiers: [], message: { from: 'Contoso shop' } },
      lacking: [],
      unreadable: [],
      unknownFields: 0,
      edit: { allowed: true }
    })
    expect(view.undo).toBeUndefined()
  })

  it('says what an older tenant lacks and how much is not known, and shows the rest', async () => {
    await mosaic({ lockoutTiers: null, codeLength: null, ofTomorrow: { a: 1 }, checkHibp: 'perhaps' })
    expect(await at.read()).toMatchObject({
      settings: { passwordMinLength: 12 },
      lacking: ['lockoutTiers', 'codeLength'],
      unreadable: ['checkHibp'],
      unknownFields: 1
    })
  })

  it('says that sign-in by password is off', async () => {
    await mosaic(null)
    expect(await at.desk.read(at.session)).toEqual({
      state: 'no-password-login',
      appId: at.practice.simulator.appId,
      appName: 'Contoso shop'
    })
  })

  it('fails with the permission that the client lacks', async () => {
    const limited = withClient(at.session, at.practice.clientOf(at.practice.simulator.limited))
    expect(await failureOf(at.desk.read(limited))).toMatchObject({
      kind: 'not-permitted',
      permission: 'authentication-methods:read'
    })
  })

  it('fails where the client’s application is not known, or is another one', async () => {
    const client = at.practice.clientOf(at.practice.simulator.management)
    const claims = async () => ({ ...(await client.claims()), appId: undefined })
    const { appId: _, ...session } = withClient(at.session, { ...client, claims })
    expect(await failureOf(at.desk.read(session))).toMatchObject({
      kind: 'not-found',
      what: 'The application of this client'
    })
    expect(await failureOf(at.desk.read({ ...session, appId: 'nothing' }))).toMatchObject({
      kind: 'not-found',
      what: 'The application'
    })
  })

  it('fails where the tenant has not the call', async () => {
    await fault('GET', {
      kind: 'status',
      status: 404,
      shape: 1,
      message: 'Cannot GET /cis/loginPreferences/x'
    })
    expect(await failureOf(at.desk.read(at.session))).toMatchObject({ kind: 'not-enabled-here' })
  })
})

describe('who may change them', () => {
  it.each([
    ['production', undefined, false],
    ['sandbox', undefined, false],
    ['practice', undefined, true],
    ['production', true, true],
    ['sandbox', true, true],
    ['practice', false, false],
    ['sandbox', false, false]
  ] as const)('in %s, where the policy says %s: %s', async (environment, edit, allowed) => {
    at.tenant.environment = environment
    at.setPolicy({ ...(edit !== undefined && { edit }) })
    const { edit: shown, readId } = await at.read()
    expect(shown).toEqual(allowed ? { allowed } : { allowed, why: expect.any(String) })
    const saved = at.save({ codeLength: 8 }, readId, at.tenant.label)
    if (allowed) expect(await saved).toMatchObject({ outcome: 'saved' })
    else
      expect(await failureOf(saved)).toMatchObject({ kind: 'policy-refused', rule: 'passwordSettings.edit' })
    expect(await at.written()).toHaveLength(allowed ? 1 : 0)
    expect(at.journal.of('password-settings')).toEqual(
      allowed ? ['attempt', 'outcome done'] : ['event refused']
    )
  })

  it('nobody, while the policy cannot be read', async () => {
    at.setPolicy({ edit: true, locked: true, problem: 'It is broken.' })
    expect((await at.read()).edit).toEqual({ allowed: false, why: 'It is broken.' })
    expect(await failureOf(at.save({ codeLength: 8 }))).toMatchObject({
      kind: 'policy-refused',
      rule: 'policy'
    })
  })

  it('in production only who types the tenant’s name', async () => {
    at.tenant.environment = 'production'
    const { readId } = await at.read()
    for (const name of [undefined, '', 'contoso', 'Contoso 2']) {
      expect(await failureOf(at.save({ codeLength: 8 }, readId, name))).toMatchObject({
        kind: 'invalid-input',
        fields: { tenantName: expect.stringContaining('Contoso') }
      })
    }
    expect(await at.save({ codeLength: 8 }, readId, '  Contoso ')).toMatchObject({ outcome: 'saved' })
    expect(await failureOf(at.undo('no'))).toMatchObject({ kind: 'invalid-input' })
    expect(await at.undo('Contoso')).toMatchObject({ outcome: 'saved' })
    expect(await at.written()).toHaveLength(2)
  })

  it('says beforehand where the client’s own token lacks the permission', async () => {
    const claims = async () => ({
      ...(await at.practice.client.claims()),
      permissions: ['authentication-methods:read']
    })
    const session = withClient(at.session, { ...at.practice.client, claims })
    expect(await at.desk.read(session)).toMatchObject({
      edit: { allowed: false, why: expect.stringContaining('authentication-methods:edit') }
    })
  })

  it('looks at the policy again when the attempt is written', async () => {
    const { readId } = await at.read()
    const append = at.journal.append.bind(at.journal)
    at.journal.append = async (input) => {
      if (input.phase === 'attempt') at.setPolicy({ edit: false })
      return append(input)
    }
    expect(await failureOf(at.save({ codeLength: 8 }, readId))).toMatchObject({ kind: 'policy-refused' })
    expect(await at.written()).toEqual([])
    expect(at.journal.of('password-settings')).toEqual(['attempt', 'outcome refused'])
  })
})

describe('saving', () => {
  it('sends the whole password object and nothing else, and answers what is reported then', async () => {
    await mosaic({
      ofTomorrow: { a: [1] },
      message: { primaryColor: '#abc', from: 'Shop', subject: 'S', reply: 'r' }
    })
    const before = await at.methods()
    const outcome = await at.save({ passwordMinLength: 14, message: { from: 'Contoso' } })
    expect(outcome).toMatchObject({
      outcome: 'saved',
      view: {
        settings: { passwordMinLength: 14, message: { from: 'Contoso', subject: 'S' } },
        unknownFields: 2
      }
    })
    const message = { primaryColor: '#abc', from: 'Contoso', subject: 'S', reply: 'r' }
    const password = { ...before['password'], passwordMinLength: 14, message }
    expect(await at.written()).toEqual([{ password }])
    expect(await at.methods()).toEqual({ ...before, password })
  })

  it('of one tier leaves the unknown fields of all of them alone, and the undo brings them back', async () => {
    const lockoutTiers = [
      { attempts: 3, duration: 5, notifyUser: true },
      { attempts: 2_000, duration: 30, notifyUser: false }
    ]
    await mosaic({ lockoutTiers })
    expect(JSON.stringify(await at.read())).not.toContain('notifyUser')
    await at.save({ lockoutTiers: [{ attempts: 2_000, duration: 60, from: 1 }] })
    expect((await at.methods())['password']).toMatchObject({
      lockoutTiers: [{ attempts: 2_000, duration: 60, notifyUser: false }]
    })
    expect(at.journal.lines.at(-1)?.note).toContain('Settings that Tessera does not know')
    await at.undo()
    expect((await at.methods())['password']).toMatchObject({ lockoutTiers })
  })

  it('is in the journal with the difference in words, masked, before and after', async () => {
    await at.save({ passwordMinLength: 14, ignoreExpiration: true, message: { from: 'desk@contoso.com' } })
    const note =
      'in Contoso shop: Minimum length: 12 characters → 14 characters; Passwords never expire: off → on; Sender: Contoso shop → d•••@contoso.com'
    expect(at.journal.lines).toMatchObject([
      { phase: 'attempt', action: 'password-settings', tenant: 'tenant', note },
      { phase: 'outcome', of: 1, result: 'done', note }
    ])
  })

  it('sends nothing where the attempt cannot be written', async () => {
    const { readId } = await at.read()
    at.journal.append = () => Promise.reject(new Error('disk full'))
    await expect(at.save({ codeLength: 8 }, readId)).rejects.toThrow('disk full')
    expect(await at.written()).toEqual([])
  })

  it('is refused, with what the other one changed, where they moved in between', async () => {
    const { readId } = await at.read()
    await mosaic({ passwordMinLength: 10, lockoutTiers: [{ attempts: 3, duration: 60 }], other: 1 })
    const outcome = await at.save({ passwordMinLength: 14 }, readId)
    expect(outcome).toMatchObject({
      outcome: 'moved',
      view: { settings: { passwordMinLength: 10 } },
      differences: [
        { setting: 'passwordMinLength', before: '12 characters', after: '10 characters' },
        { setting: 'lockoutTiers', before: 'none', after: expect.stringContaining('60 minutes') },
        { setting: 'other' }
      ]
    })
    expect(await at.written()).toEqual([])
    expect(at.journal.of('password-settings')).toEqual(['attempt', 'outcome nothing-done'])
    // and goes through on the reading that came with it
    const again = outcome.view.state === 'read' ? outcome.view.readId : ''
    expect(await at.save({ passwordMinLength: 14 }, again)).toMatchObject({ outcome: 'saved' })
  })

  it('is refused where sign-in by password was switched off in between', async () => {
    const { readId } = await at.read()
    await mosaic(null)
    expect(await at.save({ codeLength: 8 }, readId)).toMatchObject({
      outcome: 'moved',
      view: { state: 'no-password-login' }
    })
  })

  it('of two on one reading takes the first', async () => {
    const { readId } = await at.read()
    const outcomes = await Promise.all([
      at.save({ codeLength: 8 }, readId),
      at.save({ codeLength: 7 }, readId)
    ])
    expect(outcomes).toMatchObject([{ outcome: 'saved' }, { outcome: 'moved' }])
    expect((await at.methods())['password']).toMatchObject({ codeLength: 8 })
  })

  it('takes no field that is lacking or not readable, no change that is none, and no unknown reading', async () => {
    await mosaic({ lockoutTiers: null, checkHibp: 'perhaps' })
    const { readId } = await at.read()
    for (const [change, field] of [
      [{ lockoutTiers: [] }, 'lockoutTiers'],
      [{ checkHibp: true }, 'checkHibp'],
      [{ passwordMinLength: 12 }, 'change'],
      [{}, 'change']
    ] as const) {
      expect(await failureOf(at.save(change as never, readId))).toMatchObject({
        kind: 'invalid-input',
        fields: { [field]: expect.any(String) }
      })
    }
    expect(await failureOf(at.save({ codeLength: 8 }, 'x'))).toMatchObject({ kind: 'not-found' })
    expect(await at.written()).toEqual([])
    expect(at.journal.lines).toEqual([])
  })

  it('says what Mosaic refused', async () => {
    await fault('PUT', {
      kind: 'status',
      status: 400,
      shape: 1,
      message: ['password.codeLength must not be greater than 6']
    })
    expect(await failureOf(at.save({ codeLength: 8 }))).toMatchObject({
      kind: 'invalid-input',
      fields: { codeLength: 'Mosaic takes 6 at most.' }
    })
    expect(at.journal.of('password-settings')).toEqual(['attempt', 'outcome invalid-input'])
  })

  it('says where Mosaic took it and reports something else', async () => {
    afterWriting(() => mosaic({ passwordMinLength: 9 }))
    const outcome = await at.save({ passwordMinLength: 14 })
    expect(outcome).toMatchObject({
      outcome: 'not-as-asked',
      view: { settings: { passwordMinLength: 9 } },
      differences: [{ setting: 'passwordMinLength', before: '14 characters', after: '9 characters' }]
    })
    expect(at.journal.of('password-settings')).toEqual(['attempt', 'outcome partly'])
  })

  it('makes the desk forget what it kept of them', async () => {
    const { client } = at.session
    expect(await readPreferences(client)).toMatchObject({ minLength: 12 })
    await at.save({ passwordMinLength: 14 })
    expect(await readPreferences(client)).toMatchObject({ minLength: 14 })
  })
})

describe('a write without an answer', () => {
  it('is done where the settings are as asked', async () => {
    await fault('PUT', { kind: 'reset-after' })
    expect(await at.save({ codeLength: 8 })).toMatchObject({ outcome: 'saved', view: { undo: {} } })
    expect(await at.written()).toHaveLength(1)
  })

  it.each([
    ['are as they were', false, 'as they were before'],
    ['could not be read', true, 'could not be read again']
  ])('is not known where they %s', async (_name, readFails, step) => {
    const { readId } = await at.read()
    await fault('PUT', { kind: 'hang' })
    if (readFails) afterWriting(() => fault('GET', { kind: 'status', status: 500 }))
    expect(await failureOf(at.save({ codeLength: 8 }, readId))).toMatchObject({
      kind: 'outcome-unknown',
      action: 'Change password settings',
      step: expect.stringContaining(step),
      todo: expect.stringContaining('Read the settings again')
    })
    expect(await at.written()).toHaveLength(1)
    expect(at.journal.of('password-settings')).toEqual(['attempt', 'outcome outcome-unknown'])
  })

  it('stands where only the look after it fails, as Mosaic answered it', async () => {
    const { readId } = await at.read()
    afterWriting(() => fault('GET', { kind: 'status', status: 500 }))
    expect(await at.save({ codeLength: 8 }, readId)).toMatchObject({
      outcome: 'saved',
      view: { settings: { codeLength: 8 } }
    })
  })
})

describe('taking the last change back', () => {
  it('puts the whole earlier object back, once', async () => {
    await mosaic({ ofTomorrow: 1 })
    const before = await at.methods()
    const { view } = await at.save({ passwordMinLength: 14, checkHibp: false })
    expect(view).toMatchObject({
      undo: {
        differences: [
          { setting: 'passwordMinLength', before: '14 characters', after: '12 characters' },
          { setting: 'checkHibp', before: 'off', after: 'on' }
        ],
        settings: { passwordMinLength: 12, checkHibp: true },
        unreadable: []
      }
    })
    expect(JSON.stringify(view)).not.toContain('ofTomorrow')
    expect((await at.read()).undo).toBeDefined()
    const undone = await at.undo()
    expect(undone).toMatchObject({ outcome: 'saved', view: { settings: { passwordMinLength: 12 } } })
    expect(await at.methods()).toEqual(before)
    expect((await at.read()).undo).toBeUndefined()
    expect(await failureOf(at.undo())).toMatchObject({ kind: 'not-found' })
    expect(at.journal.lines.at(-1)?.note).toContain('taken back in Contoso shop: Minimum length: 14')
  })

  it('is refused where somebody else changed them since', async () => {
    await at.save({ passwordMinLength: 14 })
    await mosaic({ codeLength: 4 })
    expect((await at.read()).undo).toBeUndefined()
    expect(await at.undo()).toMatchObject({
      outcome: 'moved',
      differences: [{ setting: 'codeLength', before: '6 digits', after: '4 digits' }]
    })
    expect((await at.methods())['password']).toMatchObject({ passwordMinLength: 14, codeLength: 4 })
    expect(await at.written()).toHaveLength(1)
  })

  it('is of the latest change, and of this session only', async () => {
    await at.save({ passwordMinLength: 14 })
    await at.save({ codeLength: 8 })
    await at.undo()
    expect((await at.methods())['password']).toMatchObject({ passwordMinLength: 14, codeLength: 6 })
    await at.save({ codeLength: 7 })
    const other = withClient(at.session, at.practice.clientOf(at.practice.simulator))
    expect(await failureOf(at.desk.undo(other))).toMatchObject({ kind: 'not-found' })
    expect(await at.desk.read(other)).not.toHaveProperty('undo')
  })
})
