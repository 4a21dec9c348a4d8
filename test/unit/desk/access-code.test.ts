import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { issueAccessCode } from '../../../src/main/desk/access-code'
import { IssuedPasswords } from '../../../src/main/desk/issued-passwords'
import { failureOf, type PracticeDesk, startPracticeDesk, userOf } from './practice-desk'

let desk: PracticeDesk
let issued: IssuedPasswords
const clipboard = { readText: async () => '', writeText: async () => undefined, clear: async () => undefined }

beforeEach(async () => {
  desk = await startPracticeDesk()
  issued = new IssuedPasswords(clipboard, () => undefined)
})
afterEach(async () => {
  issued.doneAll()
  await desk.stop()
})

const minute = 60_000
const issue = () => issueAccessCode(desk.client, userOf('ok'), issued)
/** Minutes that the code is said to live, and whether that is an estimate. */
async function life(issuing = issue()): Promise<[number, boolean]> {
  const { expiresAt, estimated } = await issuing
  return [Math.round(((expiresAt ?? 0) - Date.now()) / minute), estimated]
}

it('is held until Done and is not in the outcome', async () => {
  const outcome = await issue()
  const code = issued.reveal(outcome.issueId)
  expect(code).toMatch(/^\d+$/)
  expect(outcome.length).toBe(code.length)
  expect(JSON.stringify({ ...outcome, expiresAt: undefined })).not.toContain(code)
  // nothing was sent: the agent passes it on
  expect(desk.simulator.inbox()).toEqual([])
  expect(await desk.client.otp.check(userOf('ok'), code)).toMatchObject({ outcome: 'right' })
})

describe('lives', () => {
  const setMinutes = async (sms: number, email: number) => {
    await desk.control({ action: 'method', name: 'sms', value: { expiresIn: sms } })
    await desk.control({ action: 'method', name: 'email_otp', value: { expiresIn: email } })
  }

  it.each([
    [20, 30],
    [30, 20]
  ])(
    'as long as codes by SMS (%d) or e-mail (%d) do, whichever is shorter: an estimate',
    async (sms, email) => {
      await setMinutes(sms, email)
      expect(await life()).toEqual([20, true])
    }
  )

  it('as documented where the settings cannot be read: an estimate', async () => {
    await setMinutes(20, 20)
    await desk.control({
      action: 'fault',
      match: { path: 'loginPreferences' },
      fault: { kind: 'status', status: 403, shape: 1 }
    })
    expect(await life()).toEqual([5, true])
  })

  it('until the moment that Mosaic’s answer names, if that is to come', async () => {
    const answering = (expiresAt: number) => {
      const otp = { ...desk.client.otp, issue: async () => ({ code: '004217', expiresAt }) }
      return issueAccessCode({ ...desk.client, otp }, userOf('ok'), issued)
    }
    await setMinutes(20, 20)
    expect(await life(answering(Date.now() + 9 * minute))).toEqual([9, false])
    expect(await life(answering(Date.now() - minute))).toEqual([20, true])
  })
})

it('is refused to a suspended user, and nothing is held', async () => {
  const refused = issueAccessCode(desk.client, userOf('disabled'), issued)
  expect(await failureOf(refused)).toMatchObject({ kind: 'conflict', reason: 'user-not-active' })
})

it('names the feature where the application has no codes', async () => {
  await desk.control({ action: 'method', name: 'sms', value: null })
  await desk.control({ action: 'method', name: 'email_otp', value: null })
  expect(await failureOf(issue())).toMatchObject({
    kind: 'not-enabled-here',
    feature: 'Temporary access codes'
  })
})
