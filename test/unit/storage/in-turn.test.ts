import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createInTurn } from '../../../src/main/storage/in-turn'

it('runs every task, one at a time, in order, whichever of them fail', async () => {
  const plan = fc.array(fc.record({ fails: fc.boolean(), waits: fc.boolean() }), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(plan, async (tasks) => {
      const inTurn = createInTurn()
      const log: string[] = []
      const results = tasks.map(({ fails, waits }, index) =>
        inTurn(async () => {
          log.push(`start ${index}`)
          if (waits) await new Promise((resolve) => setImmediate(resolve))
          log.push(`end ${index}`)
          if (fails) throw new Error(String(index))
          return index
        })
      )
      const settled = await Promise.allSettled(results)
      expect(log).toEqual(tasks.flatMap((_task, index) => [`start ${index}`, `end ${index}`]))
      expect(settled.map((result) => result.status === 'rejected')).toEqual(tasks.map((task) => task.fails))
    })
  )
})
