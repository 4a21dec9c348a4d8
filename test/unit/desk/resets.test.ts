import { afterEach, beforeEach, expect, it } from 'vitest'
import { readUser } from '../../../src/main/desk/card'
import { sendReset } from '../../../src/main/desk/resets'
import { failureOf, type PracticeDesk, startPracticeDesk, userOf } from './practice-desk'

let desk: PracticeDesk
beforeEach(async () => {
  desk = await startPracticeDesk()
})
afterEach(() => desk.stop())

const ways = ['email-link', 'email-code', 'sms-code'] as const
const send = (userId: string, way: (typeof ways)[number], more: object = {}) =>
  sendReset(desk.client, {
    userId,
    way,
    redirectUri: desk.simulator.redirectUri,
    allowUnverified: false,
    ...more
  })
const writes = async () => {
  const { requests } = (await desk.control({ action: 'requests' })) as {
    requests: { method: string; path: string }[]
  }
  return requests.filter(({ method, path }) => method === 'POST' && path.startsWith('/cis/'))
}

it.each([
  ['email-link', 'email', 'e•••@example.com'],
  ['email-code', 'email', 'e•••@example.com'],
  ['sms-code', 'sms', '•••0605']
] as const)('%s goes to the primary contact on file, which is told masked', async (way, channel, to) => {
  await desk.control({ action: 'policy', policy: { resetValidityMinutes: 25 } })
  expect(await send(userOf('ok'), way)).toEqual({ way, to, livesMinutes: 25 })
  const user = await readUser(desk.client, userOf('ok'))
  const messages = desk.simulator.inbox()
  expect(messages).toHaveLength(1)
  expect(messages[0]).toMatchObject({
    channel,
    to: channel === 'sms' ? user.phone?.value : user.email?.value,
    userId: user.id
  })
})

it('goes to the contact as it is now, not as a card shows it', async () => {
  const userId = userOf('ok')
  await desk.client.users.update(userId, { email: 'new.address@example.com' })
  // changed, and so unverified (API.md §2.4)
  expect(await failureOf(send(userId, 'email-code'))).toMatchObject({ reason: 'contact-unverified' })
  expect(await writes()).toEqual([])
})

it('is told without its life where the settings cannot be read', async () => {
  await desk.control({
    action: 'fault',
    match: { path: 'loginPreferences' },
    fault: { kind: 'status', status: 403, shape: 1 }
  })
  expect(await send(userOf('ok'), 'sms-code')).toEqual({ way: 'sms-code', to: '•••0605' })
})

it.each(ways)(
  '%s is not sent to an unverified contact, and Mosaic decides where that is allowed',
  async (way) => {
    const userId = userOf('unverified')
    const refused = { kind: 'conflict', reason: 'contact-unverified' }
    const own = await failureOf(send(userId, way))
    expect(own).toMatchObject(refused)
    expect(own.status).toBeUndefined()
    expect(await writes()).toEqual([])
    const mosaics = await failureOf(send(userId, way, { allowUnverified: true }))
    expect(mosaics).toMatchObject({ ...refused, status: 403 })
    expect(await writes()).toHaveLength(1)
  }
)

it.each(ways)('%s is not sent to a suspended user', async (way) => {
  expect(await failureOf(send(userOf('disabled'), way))).toMatchObject({
    kind: 'conflict',
    reason: 'user-not-active'
  })
  expect(await writes()).toEqual([])
})

it.each(ways)('%s needs a contact', async (way) => {
  const { user } = await desk.client.users.create({ username: `only-a-name-${way}` })
  const before = (await writes()).length
  expect(await failureOf(send(user.id, way))).toMatchObject({ kind: 'conflict', reason: 'no-contact' })
  expect(await writes()).toHaveLength(before)
})

it('a link needs a redirect URI, and one that the application allows', async () => {
  expect(await failureOf(send(userOf('ok'), 'email-link', { redirectUri: undefined }))).toMatchObject({
    kind: 'invalid-input',
    reason: 'form',
    fields: { redirectUri: expect.stringContaining('no redirect URI') as string }
  })
  expect(await writes()).toEqual([])
  const redirectUri = 'https://evil.example.com/'
  expect(await failureOf(send(userOf('ok'), 'email-link', { redirectUri }))).toMatchObject({
    kind: 'conflict',
    reason: 'redirect-not-allowed'
  })
  expect(desk.simulator.inbox()).toEqual([])
})

it('nobody gets nothing', async () => {
  expect(await failureOf(send('-nobody', 'email-code'))).toMatchObject({ kind: 'not-found' })
  expect(await writes()).toEqual([])
})

it('whose answer is lost is not sent a second time', async () => {
  await desk.control({ action: 'fault', match: { path: 'reset/email' }, fault: { kind: 'reset-after' } })
  expect(await failureOf(send(userOf('ok'), 'email-code'))).toMatchObject({ kind: 'outcome-unknown' })
  expect(await writes()).toHaveLength(1)
  expect(desk.simulator.inbox()).toHaveLength(1)
})

it('no contact comes back in what is told, sent or refused', async () => {
  const told = [
    await send(userOf('ok'), 'email-code'),
    await failureOf(send(userOf('unverified'), 'sms-code', { allowUnverified: true })),
    await failureOf(send(userOf('ok'), 'email-link', { redirectUri: 'https://evil.example.com/' }))
  ]
  expect(JSON.stringify(told)).not.toMatch(/emma|46701|chloe|evil/i)
})
