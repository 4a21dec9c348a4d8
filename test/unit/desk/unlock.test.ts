import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readAuthenticators } from '../../../src/main/desk/card'
import { unlockPassword } from '../../../src/main/desk/unlock'
import { failureOf, type PracticeDesk, startPracticeDesk, userOf } from './practice-desk'

let desk: PracticeDesk
beforeEach(async () => {
  desk = await startPracticeDesk()
})
afterEach(() => desk.stop())

const unlocks = async () => {
  const { requests } = (await desk.control({ action: 'requests' })) as { requests: { path: string }[] }
  return requests.filter(({ path }) => path.endsWith('/unlock'))
}
const statusOf = async (userId: string) =>
  (await readAuthenticators(desk.client, userId)).find(({ type }) => type === 'password')?.status

describe('what the password was before', () => {
  it.each([
    ['locked', 'locked'],
    ['blocked', 'blocked'],
    ['ok', 'open']
  ] as const)('%s: %s', async (story, was) => {
    expect(await unlockPassword(desk.client, userOf(story))).toMatchObject({ was, via: 'type' })
    expect(await unlocks()).toHaveLength(1)
  })

  it('is absent when it could not be read', async () => {
    let reads = 0
    const list: typeof desk.client.authenticators.list = (...given) =>
      (reads += 1) === 1 ? Promise.reject(new Error('gone')) : desk.client.authenticators.list(...given)
    const client = { ...desk.client, authenticators: { ...desk.client.authenticators, list } }
    const outcome = await unlockPassword(client, userOf('locked'), { spareBlock: true })
    expect(outcome).toMatchObject({ via: 'type', stillLocked: false })
    expect(outcome.was).toBeUndefined()
  })
})

it('sends nothing where no password is registered', async () => {
  const outcome = await unlockPassword(desk.client, userOf('no-password'))
  expect(outcome.was).toBe('no-password')
  expect(outcome.via).toBeUndefined()
  expect(await unlocks()).toEqual([])
})

describe('an administrator’s block', () => {
  it('is spared and reported until somebody who knows of it lifts it', async () => {
    const userId = userOf('blocked')
    const spared = await unlockPassword(desk.client, userId, { spareBlock: true })
    expect(spared.was).toBe('blocked')
    expect(spared.via).toBeUndefined()
    expect(await unlocks()).toEqual([])
    expect(await statusOf(userId)).toBe('Deactivated')
    await unlockPassword(desk.client, userId)
    expect(await statusOf(userId)).toBe('Active')
  })

  it('is not taken for one where the account is suspended: that refuses the unlock, and says so', async () => {
    for (const story of ['disabled', 'disabled-and-locked'] as const) {
      expect(await failureOf(unlockPassword(desk.client, userOf(story)))).toMatchObject({
        kind: 'conflict',
        reason: 'unlock-while-suspended'
      })
    }
    expect(await unlocks()).toEqual([])
  })
})
