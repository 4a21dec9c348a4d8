import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DiagnosisContext } from './context'
import { attention, fact, type Finding, good } from './finding'

/** What Linux says of the two ways in which Chromium can make its sandbox. */
export interface SandboxFacts {
  isRoot: boolean
  hasNoSandbox: boolean
  /** /proc/sys/user/max_user_namespaces */
  maxUserNamespaces: string | undefined
  /** /proc/sys/kernel/unprivileged_userns_clone, of Debian's kernels */
  unprivilegedClone: string | undefined
  /** /proc/sys/kernel/apparmor_restrict_unprivileged_userns, of Ubuntu's */
  appArmorRestricts: string | undefined
  /** /proc/self/attr/apparmor/current: the profile that this process runs under */
  appArmorProfile: string | undefined
  helper: 'missing' | 'not-setuid' | 'good'
}

/** Whether the window's process can be locked up. Only told: nothing is ever switched off. */
export function lookAtSandbox({ platform, execPath, hasNoSandbox }: DiagnosisContext): Finding[] {
  if (platform !== 'linux') {
    return hasNoSandbox ? [switchedOff] : [good('State', 'the operating system’s own, in use')]
  }
  return sandboxFindings({
    isRoot: process.getuid?.() === 0,
    hasNoSandbox,
    maxUserNamespaces: read('/proc/sys/user/max_user_namespaces'),
    unprivilegedClone: read('/proc/sys/kernel/unprivileged_userns_clone'),
    appArmorRestricts: read('/proc/sys/kernel/apparmor_restrict_unprivileged_userns'),
    appArmorProfile: read('/proc/self/attr/apparmor/current') ?? read('/proc/self/attr/current'),
    helper: helperAt(join(dirname(execPath), 'chrome-sandbox'))
  })
}

const switchedOff = attention('State', 'switched off by --no-sandbox, which no installed Tessera needs')

export function sandboxFindings(facts: SandboxFacts): Finding[] {
  const { isRoot, hasNoSandbox, helper, appArmorRestricts, appArmorProfile } = facts
  const why = namespacesFault(facts)
  const ways = [
    fact('User namespaces', why ?? 'may be made'),
    fact('Setuid helper', helperWords[helper]),
    ...(appArmorRestricts === undefined && (appArmorProfile ?? '') === ''
      ? []
      : [fact('AppArmor', appArmorWords(facts))])
  ]
  const canWork = why === undefined || helper === 'good'
  if (isRoot) {
    const rest = hasNoSandbox ? '; it is switched off by --no-sandbox' : ''
    return [
      attention('State', `Chromium makes none for root: start Tessera as an ordinary user${rest}`),
      ...ways
    ]
  }
  if (hasNoSandbox) {
    const cannot = canWork ? '' : '; without that switch Tessera could not start, see below'
    return [{ ...switchedOff, value: `${switchedOff.value}${cannot}` }, ...ways]
  }
  // Chromium ends at once where it can make none
  return [good('State', 'in use'), ...ways]
}

/** Why no user namespace may be made; undefined where one may. */
function namespacesFault(facts: SandboxFacts): string | undefined {
  if (facts.maxUserNamespaces === '0') return 'switched off (user.max_user_namespaces is 0)'
  if (facts.unprivilegedClone === '0') return 'for root only (kernel.unprivileged_userns_clone is 0)'
  if (facts.appArmorRestricts === '1' && isUnconfined(facts.appArmorProfile))
    return 'kept back by AppArmor, and no profile allows them for this program'
  return undefined
}

/** `unconfined`, as opposed to `tessera (unconfined)`: a profile that only gives the right to make namespaces. */
const isUnconfined = (profile = ''): boolean => profile === '' || profile === 'unconfined'

function appArmorWords({ appArmorRestricts, appArmorProfile = '' }: SandboxFacts): string {
  const restricts =
    appArmorRestricts === '1' ? 'restricts user namespaces' : 'does not restrict user namespaces'
  return `${restricts}; profile of this program: ${isUnconfined(appArmorProfile) ? 'none' : appArmorProfile}`
}

const helperWords = {
  missing: 'not there',
  'not-setuid': 'there, but not root’s and setuid',
  good: 'root’s and setuid'
} as const

function helperAt(path: string): SandboxFacts['helper'] {
  try {
    const { uid, mode } = statSync(path)
    return uid === 0 && (mode & 0o4001) === 0o4001 ? 'good' : 'not-setuid'
  } catch {
    return 'missing'
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replaceAll('\0', '').trim()
  } catch {
    return undefined
  }
}
