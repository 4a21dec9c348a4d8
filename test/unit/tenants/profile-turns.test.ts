import { expect, it } from 'vitest'
import { createProfileTurns } from '../../../src/main/tenants/profile-turns'

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
