import { randomInt } from 'node:crypto'
import { digestOf } from './digest'
import type { CodeRules } from './types'

const minute = 60_000

/** A code that is out. Of the code itself only the digest is kept. */
export interface SentCode {
  digest: string
  /** A code signs in to the application that it was sent for. */
  appId: string
  channel: 'sms' | 'email' | 'direct'
  /** The contact that it went to; none for `direct`. */
  to?: string | undefined
  expiresAt: number
  rules: CodeRules
  wrong: number
}

/** What is kept for one user, whichever way the codes go. */
export interface CodeBox {
  code?: SentCode | undefined
  lockedUntil?: number | undefined
}

export type Codes = Map<string, CodeBox>

export type CodeCheck = { outcome: 'right'; code: SentCode } | { outcome: 'wrong' | 'expired' | 'locked' }

/** Makes a code, which takes the place of an older one. A lock goes on. */
export function issueCode(
  codes: Codes,
  userId: string,
  now: number,
  about: Pick<SentCode, 'appId' | 'channel' | 'to' | 'rules'>
): string {
  const text = String(randomInt(10 ** about.rules.codeLength)).padStart(about.rules.codeLength, '0')
  const expiresAt = now + about.rules.expiresIn * minute
  const code: SentCode = { ...about, digest: digestOf(text), expiresAt, wrong: 0 }
  codes.set(userId, { lockedUntil: codes.get(userId)?.lockedUntil, code })
  return text
}

/**
 * Compares a code with the one that is out: a right one works once, the last wrong one that is allowed ends it and
 * locks. As with passwords, that one is still told to be wrong, and the next ones to be locked out.
 */
export function checkCode(codes: Codes, userId: string, appId: string, text: string, now: number): CodeCheck {
  const box = codes.get(userId)
  if (box?.lockedUntil !== undefined && box.lockedUntil > now) return { outcome: 'locked' }
  const code = box?.code
  if (!box || !code || code.appId !== appId) return { outcome: 'wrong' }
  if (code.expiresAt <= now) return { outcome: 'expired' }
  if (code.digest === digestOf(text)) {
    box.code = undefined
    return { outcome: 'right', code }
  }
  code.wrong += 1
  if (code.wrong >= code.rules.maxFailures) {
    box.code = undefined
    box.lockedUntil = now + code.rules.lockoutDuration * minute
  }
  return { outcome: 'wrong' }
}
