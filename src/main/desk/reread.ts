import { type AppError, isKind, toAppError } from '../../shared/errors'

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
 * write is never sent a second time.
 */
export async function settle(
  write: () => Promise<unknown>,
  tookEffect: () => Promise<boolean>
): Promise<void> {
  try {
    await write()
  } catch (thrown) {
    if (!isKind(thrown, 'outcome-unknown')) throw thrown
    const looked = await reread(tookEffect)
    if (looked.value !== true) throw thrown
  }
}
