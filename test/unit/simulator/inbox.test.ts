import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inboxMessage } from '../../../src/shared/credentials'
import { Inbox } from '../../../src/simulator/inbox'
import { startBench, type Bench } from './client'
import { idOf } from './people'

const emma = idOf('ok')
const strong = 'Kfmp-7tqx-w3zn-h9rd'
let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.simulator.stop())

const sendCode = (channel: string) =>
  bench.call('POST', '/v1/auth/otp/send', { channel, identifier_type: 'user_id', identifier: emma })

it('holds what the contract says, the newest first', async () => {
  await sendCode('sms')
  await bench.control({ action: 'advance', ms: 1000 })
  await sendCode('email')
  await bench.call('POST', '/v1/auth/link/email/send', {
    redirect_uri: bench.simulator.redirectUri,
    identifier_type: 'user_id',
    identifier: emma
  })
  const messages = bench.simulator.inbox()
  expect(messages.map(({ channel, link }) => [channel, link])).toEqual([
    ['email', 'fresh'],
    ['email', undefined],
    ['sms', undefined]
  ])
  for (const message of messages) expect(inboxMessage.strict().parse(message)).toEqual(message)
  expect(new Set(messages.map(({ id }) => id)).size).toBe(3)
  expect((messages[1]?.at ?? 0) - (messages[2]?.at ?? 0)).toBeGreaterThanOrEqual(1000)
})

it('is read by tests as by the application', async () => {
  await sendCode('sms')
  expect(await bench.control({ action: 'inbox' })).toEqual({ messages: bench.simulator.inbox() })
})

it('keeps the latest 200', () => {
  const inbox = new Inbox()
  for (let n = 0; n < 250; n++) inbox.put({ channel: 'sms', to: '+1', userId: 'u', text: `${n}` }, n)
  const texts = inbox.messages(0).map(({ text }) => text)
  expect([texts.length, texts[0], texts.at(-1)]).toEqual([200, '249', '50'])
})

it('opens nothing of a message that is unknown or has no link', async () => {
  await sendCode('sms')
  expect(bench.simulator.openLink('nothing')).toBe(false)
  expect(bench.simulator.openLink(bench.simulator.inbox()[0]?.id ?? '')).toBe(false)
})

it('can be read without the control endpoint', async () => {
  const plain = await startBench({ control: false })
  await plain.call('POST', '/v1/auth/otp/send', {
    channel: 'sms',
    identifier_type: 'user_id',
    identifier: emma
  })
  expect(plain.simulator.inbox()).toHaveLength(1)
  await plain.simulator.stop()
})

describe('the notice of a new password', () => {
  const replace = (userId = emma) =>
    bench.call('PUT', `/v1/users/${userId}/password`, { password: strong, force_replace: true })

  it('goes to the address on file, without the password', async () => {
    await replace()
    const [message, ...others] = bench.simulator.inbox()
    expect(others).toEqual([])
    expect(message).toMatchObject({
      channel: 'email',
      to: 'emma.johansson@example.com',
      userId: emma,
      subject: 'Your Contoso shop password was changed'
    })
    expect(message?.text).toMatch(/^Hello Emma,\n\nYour password was changed/)
    expect(JSON.stringify(message)).not.toContain(strong)
  })

  it.each([
    [
      'where the application does not want it',
      () => bench.control({ action: 'policy', policy: { notifyOnPasswordUpdate: false } })
    ],
    ['while the provider fails', () => bench.control({ action: 'set', providerFails: 'email' })]
  ])('is not sent %s', async (_name, prepare) => {
    await prepare()
    expect((await replace()).status).toBe(200)
    expect(bench.simulator.inbox()).toEqual([])
  })

  it('is not sent for what was refused, nor to who has no address', async () => {
    await bench.call('PUT', `/v1/users/${emma}/password`, { password: 'weak' })
    const userId = idOf('username-only')
    expect((await replace(userId)).status).toBe(200)
    expect(bench.simulator.inbox()).toEqual([])
  })
})
