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
