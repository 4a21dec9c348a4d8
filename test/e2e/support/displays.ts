import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startXvfb } from '../../../scripts/headless/xvfb.mjs'
import { findCommand } from '../../fakes/keyring/available'

export interface Display {
  /** lay this over the app's environment */
  env: Record<string, string | undefined>
  stop(): Promise<void>
}

/**
 * A display of its own for a file that uses the clipboard: apps on one display share it, and so does whoever sits before
 * it. Where none can be started it is the given one.
 */
export async function ownDisplay(): Promise<Display> {
  if (process.platform !== 'linux' || findCommand('Xvfb') === undefined)
    return { env: {}, stop: async () => undefined }
  const folder = await mkdtemp(join(tmpdir(), 'tessera-display-'))
  const { env, stop } = await startXvfb(folder)
  return {
    env: { ...env, WAYLAND_DISPLAY: undefined },
    stop: async () => {
      await stop()
      await rm(folder, { recursive: true, force: true })
    }
  }
}
