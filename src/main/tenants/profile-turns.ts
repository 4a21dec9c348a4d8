import { createInTurn, type InTurn } from '../storage/in-turn'

/** Runs what is done to one profile one after another; other profiles do not wait for it. */
export type ProfileTurns = <T>(id: string, task: () => Promise<T>) => Promise<T>

export function createProfileTurns(): ProfileTurns {
  const queues = new Map<string, InTurn>()
  return (id, task) => {
    const queue = queues.get(id) ?? createInTurn()
    queues.set(id, queue)
    return queue(task)
  }
}

/** Waits for the turns of all of them, then does the task; nobody else does anything to any of them meanwhile. */
export function inTurnOfAll<T>(
  turns: ProfileTurns,
  ids: readonly string[],
  task: () => Promise<T>
): Promise<T> {
  // always in the same order, so that two of these never wait for each other
  const sorted = [...new Set(ids)].toSorted()
  return sorted.reduceRight<() => Promise<T>>((inner, id) => () => turns(id, inner), task)()
}
