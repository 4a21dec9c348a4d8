import { expect, it } from 'vitest'
import { createProfileTurns, inTurnOfAll } from '../../../src/main/tenants/profile-turns'

it('one profile’s tasks wait for each other, and nobody else’s', async () => {
  const inTurn = createProfileTurns()
  const log: string[] = []
  let release: () => void = () => undefined
  const held = inTurn('a', async () => {
    await new Promise<void>((resolve) => (release = resolve))
    log.push('a 1')
    throw new Error('failed')
  })
  const next = inTurn('a', async () => log.push('a 2'))
  await inTurn('b', async () => log.push('b'))
  release()
  await expect(held).rejects.toThrow('failed')
  await next
  expect(log).toEqual(['b', 'a 1', 'a 2'])
})

it('one task has the turns of many profiles, and two of these never wait for each other', async () => {
  const inTurn = createProfileTurns()
  const log: string[] = []
  let release: () => void = () => undefined
  const held = inTurn('b', () => new Promise<void>((resolve) => (release = resolve)))
  const many = inTurnOfAll(inTurn, ['c', 'a', 'b', 'a'], async () => log.push('many'))
  const others = inTurnOfAll(inTurn, ['b', 'a'], async () => log.push('others'))
  const one = inTurn('a', async () => log.push('a'))
  await inTurn('d', async () => log.push('d'))
  release()
  await Promise.all([held, many, others, one])
  expect(log).toEqual(['d', 'many', 'others', 'a'])
  expect(await inTurnOfAll(inTurn, [], async () => 'nobody')).toBe('nobody')
})
