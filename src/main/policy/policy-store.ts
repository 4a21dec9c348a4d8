import { join, win32 } from 'node:path'
import { plainLine } from '../../shared/plain-line'
import type { PolicyFile, PolicyView } from '../../shared/policy'
import { isLongGone, watchAbsence } from '../storage/absence'
import { createInTurn } from '../storage/in-turn'
import { type FoundPolicy, policyFileAt } from './file'
import { defaultPolicy, fillPolicy, lockedPolicy } from './fill'

export const policyFileName = 'policy.json'

export interface PolicyStoreOptions {
  machineFolder: string
  userFolder: string
  /** who must own the machine-wide file and folder on Linux and macOS; root */
  owner?: number | undefined
  /** ms on a clock that nobody sets */
  uptime?: () => number
}

/** A policy that came with the machine-wide bundle, checked already (`checkPolicy`). */
export interface BundledPolicy {
  policy: PolicyFile
  /** the bundle's file */
  path: string
}

export interface PolicyStore {
  /** as the file is now: read again where it changed, appeared or was taken away; never throws */
  current(): Promise<PolicyView>
  /** the last one read */
  latest(): PolicyView
  /** by the two files alone: whose keys the machine-wide bundle is judged by must not come from itself */
  withoutBundle(): Promise<PolicyView>
  /** what is in force as it was written, for an export; undefined for the defaults and where it is locked */
  fileInForce(): Promise<PolicyFile | undefined>
  /** the agent's own file, in force or not */
  own(): Promise<FoundPolicy>
  /** the machine-wide bundle's policy; undefined where it has none */
  setBundled(bundled: BundledPolicy | undefined): void
}

/**
 * The rules of this machine: the administrator's file where there is one, else the machine-wide bundle's policy, else the agent's
 * own, else the defaults. Nothing is ever written here. An administrator's file that cannot be used locks every change; an own one
 * only has no effect. An administrator's file that vanished is perhaps being replaced: its rules hold until it counts as taken away.
 */
export async function openPolicy(options: PolicyStoreOptions): Promise<PolicyStore> {
  const { machineFolder, userFolder, owner = 0, uptime = () => performance.now() } = options
  const managedPath = join(machineFolder, policyFileName)
  const ownPath = join(userFolder, policyFileName)
  const managed = heldFor(
    policyFileAt(managedPath, process.platform === 'win32' ? undefined : owner),
    absenceOf(managedPath, uptime)
  )
  const own = policyFileAt(ownPath)
  let bundled: BundledPolicy | undefined
  const read = async (): Promise<PolicyView> =>
    managedView(managedPath, await managed()) ?? bundledView(bundled) ?? ownView(ownPath, await own())
  // one after the other, so that an older reading never comes after a newer one
  const inTurn = createInTurn()
  let latest = await read()
  return {
    current: () =>
      inTurn(async () => {
        latest = await read()
        return latest
      }),
    latest: () => latest,
    withoutBundle: () =>
      inTurn(async () => managedView(managedPath, await managed()) ?? ownView(ownPath, await own())),
    fileInForce: () =>
      inTurn(async () => {
        const installed = await managed()
        if (installed !== 'none') return fileOf(installed)
        return bundled?.policy ?? fileOf(await own())
      }),
    own: () => inTurn(own),
    setBundled: (next) => {
      bundled = next
    }
  }
}

/** The same file, with what was found last for as long as it is not known to be taken away. */
function heldFor(look: () => Promise<FoundPolicy>, absence: PolicyAbsence): () => Promise<FoundPolicy> {
  let last: FoundPolicy = 'none'
  return async () => {
    const found = await look()
    if (found !== 'none') absence.present()
    if (found !== 'none' || last === 'none' || (await absence.isGone())) last = found
    return last
  }
}

interface PolicyAbsence {
  present(): void
  isGone(): Promise<boolean>
}

/** Nobody looks between two actions, so the first look asks the folder since when. */
function absenceOf(path: string, uptime: () => number): PolicyAbsence {
  const watch = watchAbsence(path, uptime)
  return {
    present: watch.present,
    isGone: async () => (await watch.missed()) === 'gone' || isLongGone(path)
  }
}

const fileOf = (found: FoundPolicy): PolicyFile | undefined =>
  found !== 'none' && found.ok ? found.file : undefined

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

function bundledView(bundled: BundledPolicy | undefined): PolicyView | undefined {
  if (bundled === undefined) return undefined
  return {
    source: 'managed',
    file: shown(bundled.path),
    locked: false,
    policy: fillPolicy(bundled.policy)
  }
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
