import type { AppErrorKind } from '../../shared/errors'
import type { DeskAction } from '../../shared/desk-action'
import { actionNames, kindNames } from '../../shared/desk-words'
import type { JournalRow } from '../../shared/journal'
import type { VerificationKind } from '../../shared/verification'

const isKey = <Key extends string>(words: Record<Key, string>, name: string): name is Key =>
  Object.hasOwn(words, name)

/** What is no desk action but stands in the journal too. */
const otherActions = {
  'send-code': 'Send code',
  'check-code': 'Check code',
  'send-link': 'Send link',
  'check-link': 'Check link',
  'check-current-password': 'Check current password',
  attest: 'Verification stated',
  dial: 'Call the number on file',
  'refuse-caller': 'Refuse caller',
  'clear-verification': 'Verification ended',
  'tenant-profile': 'Tenant profile',
  'password-settings': 'Change password settings',
  'import-bundle': 'Import bundle',
  'export-bundle': 'Export bundle',
  'managed-bundle': 'Organisation’s bundle',
  gap: 'Gap in the journal'
}

/** An action in words; one that a newer version wrote stays as it is. */
export function actionWords(action: string): string {
  if (isKey<DeskAction>(actionNames, action)) return actionNames[action]
  return isKey(otherActions, action) ? otherActions[action] : action
}

export function verificationWords(kinds: readonly string[] | undefined): string {
  return (kinds ?? [])
    .map((kind) => (isKey<VerificationKind>(kindNames, kind) ? kindNames[kind] : kind))
    .join(', ')
}

/** Each kind of failure in a few words, for the end of "failed:". */
const failures: Record<AppErrorKind, string> = {
  'invalid-input': 'not accepted',
  'not-found': 'not found',
  conflict: 'in conflict',
  'not-permitted': 'not permitted in Mosaic',
  'not-enabled-here': 'not enabled here',
  'bad-credentials': 'client refused',
  'rate-limited': 'too many requests',
  unreachable: 'Mosaic not reached',
  'outcome-unknown': 'outcome not known',
  'unexpected-answer': 'unexpected answer',
  'keychain-unavailable': 'keychain not available',
  'not-saved': 'not saved',
  'policy-refused': 'refused by the policy',
  'verification-required': 'not verified',
  cancelled: 'cancelled',
  internal: 'Tessera itself failed'
}

/** What else an act or the check of a code, a link or a password may end with. */
const otherEnds = {
  failed: 'failed',
  partly: 'done in part',
  'not-changed': 'nothing changed',
  'nothing-done': 'nothing done',
  verified: 'verified',
  wrong: 'wrong',
  expired: 'expired',
  locked: 'locked',
  waiting: 'waiting',
  works: 'works',
  'must-change': 'works, must be changed',
  'run-out': 'run out',
  suspended: 'suspended'
}

export interface ResultWords {
  tone: 'good' | 'bad' | 'warning' | 'plain'
  sign: string
  word: string
}

/** How it ended; undefined for an event that has no end. */
export function resultWords({ entry, outcome }: JournalRow): ResultWords | undefined {
  const result = outcome?.result ?? entry.result
  if (result === undefined) {
    if (entry.phase === 'event') return undefined
    return { tone: 'warning', sign: '◇', word: 'no outcome recorded' }
  }
  if (result === 'done') return { tone: 'good', sign: '✓', word: 'done' }
  if (result === 'refused') return { tone: 'bad', sign: '■', word: 'refused' }
  if (isKey<AppErrorKind>(failures, result)) {
    return { tone: 'bad', sign: '▲', word: `failed: ${failures[result]}` }
  }
  return {
    tone: result === 'failed' ? 'bad' : 'plain',
    sign: '●',
    word: isKey(otherEnds, result) ? otherEnds[result] : result
  }
}
