import { join, win32 } from 'node:path'
import { plainLine } from '../../shared/plain-line'
import type { PolicyView } from '../../shared/policy'
import { createInTurn } from '../storage/in-turn'
import { type FoundPolicy, policyFileAt } from './file'
import { defaultPolicy, lockedPolicy } from './fill'

const fileName = 'policy.json'

export interface PolicyStoreOptions {
  machineFolder: string
  userFolder: string
  /** who must own the machine-wide file and folder on Linux and macOS; root */
  owner?: number | undefined
}

export interface PolicyStore {
  /** as the file is now: read again where it changed, appeared or vanished; never throws */
  current(): Promise<PolicyView>
  /** the last one read */
  latest(): PolicyView
}

/**
 * The rules of this machine: the administrator's file where there is one, else the agent's own, else the defaults. Nothing is
 * ever written. An administrator's file that cannot be used locks every change; an own one only has no effect.
 */
export async function openPolicy(options: PolicyStoreOptions): Promise<PolicyStore> {
  const { machineFolder, userFolder, owner = 0 } = options
  const managedPath = join(machineFolder, fileName)
  const ownPath = join(userFolder, fileName)
  const managed = policyFileAt(managedPath, process.platform === 'win32' ? undefined : owner)
  const own = policyFileAt(ownPath)
  const read = async (): Promise<PolicyView> =>
    managedView(managedPath, await managed()) ?? ownView(ownPath, await own())
  // one after the other, so that an older reading never comes after a newer one
  const inTurn = createInTurn()
  let latest = await read()
  return {
    current: () =>
      inTurn(async () => {
        latest = await read()
        return latest
      }),
    latest: () => latest
  }
}

/** Where an administrator installs the policy for everybody on this machine. */
export function machineFolder(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>
): string {
  switch (platform) {
    case 'win32': {
      const data = env['ProgramData']
      return win32.join(data !== undefined && win32.isAbsolute(data) ? data : 'C:\\ProgramData', 'Tessera')
    }
    case 'darwin':
      return '/Library/Application Support/Tessera'
    default:
      return '/etc/tessera'
  }
}

function managedView(path: string, found: FoundPolicy): PolicyView | undefined {
  if (found === 'none') return undefined
  const file = shown(path)
  if (found.ok) return { source: 'managed', file, locked: false, policy: found.policy }
  const problem = problemOf('Your organisation’s policy', path, 'nothing may be changed', found.problem)
  return { source: 'managed', file, locked: true, problem, policy: lockedPolicy }
}

function ownView(path: string, found: FoundPolicy): PolicyView {
  const file = shown(path)
  if (found === 'none') return { source: 'default', file, locked: false, policy: defaultPolicy }
  if (found.ok) return { source: 'own', file, locked: false, policy: found.policy }
  const problem = problemOf('Your policy file', path, 'the safe defaults are in force', found.problem)
  return { source: 'default', file, locked: false, problem, policy: defaultPolicy }
}

/** At most 500 characters: the gate gives it as the reason of a refusal, which takes no more. */
function problemOf(what: string, path: string, so: string, why: string): string {
  return plainLine(`${what} (${plainLine(path, 150)}) cannot be used, so ${so}. ${why}`, 500)
}

const shown = (path: string): string => path.slice(0, 4096)
