/** Runs tasks one after another in the order they were handed in; a task that fails does not stop the next. */
export type InTurn = <T>(task: () => Promise<T>) => Promise<T>

/** Makes a queue of its own; each caller gets its own task's result or failure. */
export function createInTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const result = last.then(task)
    last = result.catch(() => undefined)
    return result
  }
}
