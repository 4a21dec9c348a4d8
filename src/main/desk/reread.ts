import { type AppError, AppFailure, toAppError } from '../../shared/errors'

/** What a read after a write brought. The write stands, whatever becomes of the read. */
export async function reread<Value>(
  read: () => Promise<Value>
): Promise<{ value?: Value; error?: AppError }> {
  try {
    return { value: await read() }
  } catch (thrown) {
    return { error: toAppError(thrown) }
  }
}

/**
 * Sends a write. When no answer came, looks whether it took effect: then it is done, else the failure stands. A
 * write is never sent a second time. `act` is what the agent did, by the name of its button.
 */
export async function settle(
  act: string,
  write: () => Promise<unknown>,
  tookEffect: () => Promise<boolean>
): Promise<void> {
  try {
    await write()
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.kind !== 'outcome-unknown') throw thrown
    const looked = await reread(tookEffect)
    if (looked.value !== true) throw new AppFailure({ ...error, action: act }, { cause: thrown })
  }
}
