import type { AppError } from '../../shared/errors'
import { AttemptFailure } from './attempt'
import { packedWords, readBody, technicalOf } from './body'
import { fieldsOf } from './fields'
import { readProblem } from './problem'
import { retryAfterOf } from './retry-after'
import { readClaims, readPayload, type TokenClaims } from './token-claims'
import type { WireAnswer } from './transport'

export interface AccessToken {
  value: string
  claims: TokenClaims
  /** epoch ms */
  fetchedAt: number
  /** how long it may be used; 0 when it lives too short to be kept */
  usableMs: number
}

export interface TokenAsked {
  host: string
  /** epoch ms */
  now: number
  /** the client's id and secret, to be kept out of what is told */
  sent: readonly string[]
}

export const tokenCall = 'POST /oidc/token'

/** OAuth's words for a request that is at fault itself, whoever the client is (RFC 6749 §5.2). */
const requestFaults = ['invalid_request', 'unsupported_grant_type', 'invalid_scope', 'invalid_target']

/** The token in an answer of the token endpoint (API.md §1.2); anything else is thrown as an `AttemptFailure`. */
export function judgeTokenAnswer(answer: WireAnswer, { host, now, sent }: TokenAsked): AccessToken {
  const { status } = answer
  const body = readBody(answer)
  const problem = body.kind === 'json' ? readProblem(body.value) : undefined
  const code = problem?.oauth ?? problem?.code
  const technical = technicalOf(answer, body, tokenCall, sent, code)
  const afterMs = retryAfterOf(answer.headers, now)
  const fail = (error: AppError, retry = false) =>
    new AttemptFailure({ error, sent: true, refused: true, retry, afterMs })
  const unexpected = (text: string): AppError => ({ kind: 'unexpected-answer', problem: text, ...technical })

  if (status === 200 || status === 201) {
    const token = body.kind === 'json' ? readToken(body.value, now) : undefined
    if (token !== undefined) return token
    throw fail(unexpected(packedWords(body) ?? 'No access token came: this host may not be Mosaic’s.'))
  }
  if (status === 429) {
    const until = afterMs === undefined ? undefined : now + afterMs
    throw fail({ kind: 'rate-limited', until, ...technical }, true)
  }
  if (status === 407) throw fail({ kind: 'unreachable', cause: 'proxy', host, ...technical })
  if (status >= 500) {
    throw fail(unexpected(`Mosaic answered with a failure of its own (${status}).`), status !== 501)
  }
  // what a wrong secret gets is not documented (API.md §10.20): 400 or 401 with any of Mosaic's error bodies or none
  const denied = status === 400 || status === 401
  const said = problem !== undefined && (denied || status === 403)
  if (said ? !requestFaults.includes(problem.oauth ?? '') : denied && body.kind === 'empty') {
    throw fail({ kind: 'bad-credentials', reason: 'refused', ...technical })
  }
  throw fail(unexpected(packedWords(body) ?? 'This host does not give out Mosaic’s access tokens.'))
}

function readToken(value: unknown, now: number): AccessToken | undefined {
  const fields = fieldsOf(value) ?? {}
  const token = fields['access_token']
  // visible ASCII only: it becomes part of a header
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) return undefined
  const payload = readPayload(token)
  const issued = Number(payload?.['exp']) - Number(payload?.['iat'])
  const seconds = [Number(fields['expires_in'] ?? Number.NaN), issued, 300].find(Number.isFinite) ?? 0
  const lifeMs = Math.max(0, seconds * 1000)
  // renewed a fifth of its life early, at most a minute: an answer may take seconds to arrive
  const usableMs = lifeMs - Math.min(60_000, lifeMs / 5)
  return { value: token, claims: readClaims(payload, now + lifeMs), fetchedAt: now, usableMs }
}
