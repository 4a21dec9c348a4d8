import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from 'playwright/test'
import { deskAction } from '../../../src/shared/desk-action'
import type { PolicyFile } from '../../../src/shared/policy'
import { answerOf } from './ask-main'

/** Both places of a policy, of which each test says what lies there. */
export interface PolicyFiles {
  machineFolder: string
  userData: string
  own: string
  managed: string
  /** `undefined` takes the file away */
  setOwn(content: PolicyFile | string | undefined): Promise<void>
  setManaged(content: PolicyFile | string | undefined): Promise<void>
  /** takes the organisation's file away, and waits until the app takes that for more than a moment between two files */
  withdraw(page: Page): Promise<void>
  clear(): Promise<void>
  /** takes the machine-wide folder away; the other belongs to the app */
  remove(): Promise<void>
}

/** Asks for no verification, so that nothing but the rule in question stands in the way. */
export const unverified: NonNullable<PolicyFile['verification']> = {
  byAction: Object.fromEntries(deskAction.options.map((action) => [action, { required: 0 }]))
}

export async function preparePolicyFiles(): Promise<PolicyFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-policy-'))
  const [machineFolder, userData] = [join(folder, 'machine'), join(folder, 'user-data')]
  await mkdir(machineFolder, { mode: 0o755 })
  await mkdir(userData, { mode: 0o700 })
  const [own, managed] = [join(userData, 'policy.json'), join(machineFolder, 'policy.json')]
  const set = async (path: string, content: PolicyFile | string | undefined, mode: number) => {
    await rm(path, { recursive: true, force: true })
    if (content === undefined) return
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content), { mode })
    // whatever the umask is
    await chmod(path, mode)
  }
  const files = {
    setOwn: (content: PolicyFile | string | undefined) => set(own, content, 0o600),
    setManaged: (content: PolicyFile | string | undefined) => set(managed, content, 0o644)
  }
  return {
    userData,
    machineFolder,
    own,
    managed,
    ...files,
    withdraw: async (page) => {
      await files.setManaged(undefined)
      const source = async () => (await answerOf(page, 'policy.view', undefined)).source
      await expect.poll(source).not.toBe('managed')
    },
    clear: async () => {
      await files.setOwn(undefined)
      await files.setManaged(undefined)
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
