import { readFile, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { PolicyFile } from '../../shared/policy'
import { syncFolder, writeAtomically } from '../storage/atomic-write'
import { codeOf, notWritten } from '../storage/not-saved'
import { copyAside } from '../storage/set-aside'
import { parsePolicy } from './parse'
import { policyFileName } from './policy-store'

/** The agent's own policy.json: the one place where Tessera writes a policy, because the agent imported one. */
export interface OwnPolicy {
  /** the bytes that are there now; undefined where there is no file. Throws AppFailure `not-saved` where it cannot be read. */
  bytes(): Promise<Uint8Array | undefined>
  /** replaces the file atomically. Throws AppFailure `not-saved`. */
  write(policy: PolicyFile): Promise<void>
  /** puts back what `bytes` answered. Throws AppFailure `not-saved`. */
  restore(bytes: Uint8Array | undefined): Promise<void>
  /** Copies a file that is no policy beside itself, and answers the copy's name; undefined where nothing would be lost. */
  setAside(now: Date): Promise<string | undefined>
}

export function ownPolicyIn(userFolder: string): OwnPolicy {
  const path = join(userFolder, policyFileName)
  const orNotSaved = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw notWritten(basename(path), error)
    }
  }
  const bytes = () =>
    orNotSaved(async () => {
      try {
        // what is no file, such as a pipe, is not waited for and not replaced
        if (!(await stat(path)).isFile()) throw Object.assign(new Error('no file'), { code: 'ENOTFILE' })
        return await readFile(path)
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined
        throw error
      }
    })
  return {
    bytes,
    write: (policy) => orNotSaved(() => writeAtomically(path, `${JSON.stringify(policy, null, 2)}\n`)),
    restore: (old) =>
      orNotSaved(async () => {
        if (old !== undefined) return writeAtomically(path, old)
        await rm(path, { force: true })
        await syncFolder(userFolder)
      }),
    setAside: async (now) => {
      const old = await bytes()
      if (old === undefined || parsePolicy(old).ok) return undefined
      return orNotSaved(() => copyAside(path, now))
    }
  }
}
