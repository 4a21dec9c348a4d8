import type { AppError } from '../../shared/errors'
import { packedWords, readBody, technicalOf, type Body, type Technical } from './body'
import { AttemptFailure } from './attempt'
import { callName, type Operation } from './operations'
import { readProblem, type Problem } from './problem'
import { retryAfterOf } from './retry-after'
import type { TokenClaims } from './token-claims'
import type { WireAnswer } from './transport'

/** A whole answer with a status from 400 on, as the explainers see it. */
export interface Refusal {
  operation: Operation
  status: number
  /** undefined when the body is none of Mosaic's error shapes */
  problem: Problem | undefined
  body: Body['kind']
  technical: Technical
  /** every value that was sent, to be kept out of what is told */
  sent: readonly string[]
  claims: TokenClaims
}

/** Says what a refusal means where one operation knows more than the general rules; undefined leaves it to them. */
export type Explain = (refusal: Refusal) => AppError | undefined

/**
 * What a refusal says where it is an answer and no failure: "wrong", "locked" …; undefined where it does not say so clearly.
 * Not asked of a 429, nor from 500 on.
 */
export type ReadVerdict<Verdict> = (refusal: Refusal) => Verdict | undefined

export interface Reply<Verdict = never> {
  status: number
  /** the parsed body; undefined when there was none, and with a verdict: it may hold a token */
  body: unknown
  headers: Readonly<Record<string, string>>
  verdict?: Verdict | undefined
}

export interface Asked<Verdict = never> {
  operation: Operation
  host: string
  sent: readonly string[]
  claims: TokenClaims
  explain?: Explain | undefined
  verdict?: ReadVerdict<Verdict> | undefined
  /** epoch ms, for dates in `Retry-After` */
  now: number
}

/** The reply of a successful call. Anything else is thrown as an `AttemptFailure`. */
export function judge<Verdict>(answer: WireAnswer, asked: Asked<Verdict>): Reply<Verdict> {
  const { status } = answer
  const body = readBody(answer)
  const problem = body.kind === 'json' ? readProblem(body.value) : undefined
  const code = problem?.code ?? problem?.tsCode ?? problem?.oauth
  const technical = technicalOf(answer, body, callName(asked.operation), asked.sent, code)
  if (status >= 200 && status < 300) return success(answer, body, technical)

  const afterMs = retryAfterOf(answer.headers, asked.now)
  const fail = (error: AppError, retry = false, mayBeToken = false) =>
    new AttemptFailure({
      error,
      sent: true,
      refused: status < 500 || status === 501,
      retry,
      mayBeToken,
      afterMs
    })
  if (status === 429) {
    const until = afterMs === undefined ? undefined : asked.now + afterMs
    throw fail({ kind: 'rate-limited', until, ...technical }, true)
  }
  if (status === 407) {
    throw fail({ kind: 'unreachable', cause: 'proxy', host: asked.host, ...technical })
  }
  const refusal = {
    operation: asked.operation,
    status,
    problem,
    body: body.kind,
    technical,
    sent: asked.sent,
    claims: asked.claims
  }
  const verdict = status >= 400 && status < 500 ? asked.verdict?.(refusal) : undefined
  if (verdict !== undefined) return { status, headers: answer.headers, body: undefined, verdict }
  const error = asked.explain?.(refusal) ?? explainRefusal(refusal, body)
  throw fail(error, status >= 500 && status !== 501, error.kind === 'not-permitted' && mayBeTheToken(refusal))
}

/** Mosaic's 401 means a token that has run out or a denied call alike (API.md §1.3, §10.18). */
function mayBeTheToken({ status, operation, problem }: Refusal): boolean {
  return status === 401 && (operation.triesCount !== true || isAboutToken(problem))
}

/** "Invalid token" (API.md §9): our own access token is meant, and nothing that the call tried. */
export function isAboutToken(problem: Problem | undefined): boolean {
  return problem?.messages.some((message) => /\b(token|bearer|jwt)\b/i.test(message)) ?? false
}

function success(answer: WireAnswer, body: Body, technical: Technical): Reply {
  const { status, headers } = answer
  if (body.kind === 'json') return { status, headers, body: body.value }
  if (body.kind === 'empty') return { status, headers, body: undefined }
  const problem =
    body.kind === 'html' ? webPage : (packedWords(body) ?? 'Its data was cut off or is not JSON.')
  const error: AppError = { kind: 'unexpected-answer', problem, ...technical }
  throw new AttemptFailure({ error, sent: true, refused: false, retry: false })
}

const webPage = 'A web page came instead of data, as gateways and login portals send.'

/** The general rules (API.md §9); every operation's 400, 401, 403, 404 and so on means this unless it says otherwise. */
function explainRefusal(refusal: Refusal, body: Body): AppError {
  const { operation, status, problem, technical } = refusal
  const unexpected = (text: string): AppError => ({ kind: 'unexpected-answer', problem: text, ...technical })
  if (status < 400) return unexpected('It was a redirect, which Mosaic’s API never sends.')
  if (status >= 500 && status !== 501)
    return unexpected(`Mosaic answered with a failure of its own (${status}).`)
  if (status === 405 || status === 501 || isUnknownRoute(problem)) {
    const { feature } = operation
    return feature === undefined
      ? unexpected('This host does not know the call.')
      : { kind: 'not-enabled-here', feature, ...technical }
  }
  if (body.kind === 'html') return unexpected(webPage)
  // Mosaic itself gave out the token, so a 401 denies the call (API.md §1.3); a stale token is renewed in calls.ts
  if (status === 401 || status === 403)
    return { kind: 'not-permitted', permission: operation.permission, ...technical }
  if (problem === undefined && !isEmptyRefusal(refusal))
    return unexpected(packedWords(body) ?? `Its body is not one of Mosaic’s (status ${status}).`)
  if (status === 404) {
    return problem === undefined || isAboutSomethingElse(problem)
      ? unexpected('It speaks of something else than what was asked for.')
      : { kind: 'not-found', what: operation.what, ...technical }
  }
  if (status === 409) return { kind: 'conflict', reason: 'other', ...technical }
  if (status === 400 || status === 422)
    return { kind: 'invalid-input', reason: 'form', fields: {}, ...technical }
  return unexpected(`Mosaic does not answer this call with status ${status}.`)
}

/** What an API framework says of a path that it does not serve: never "no such user". */
export function isUnknownRoute(problem: Problem | undefined): boolean {
  return problem?.messages.some((message) => /^cannot (get|post|put|delete|patch) \//i.test(message)) ?? false
}

/**
 * Some of Mosaic's refusals have no body (API.md §9): those of a write mean what their status says. A read takes no such
 * answer, nor anybody a 404: "no such user" must be said by Mosaic, and this may be a gateway.
 */
function isEmptyRefusal({ body, operation, status }: Refusal): boolean {
  return body === 'empty' && operation.action !== undefined && status !== 404
}

const otherThings = /\b(app|application|tenant|client|route|host|page)\b/i

function isAboutSomethingElse({ code = 'not_found', messages }: Problem): boolean {
  if (/^(user|identifier)/i.test(code)) return false
  // `not_found`, `resource_not_found`: Mosaic's own, and the message says what; others name it themselves
  if (!/not_found$/i.test(code) || otherThings.test(code.replaceAll('_', ' '))) return true
  const text = messages.join(' ')
  return !/user/i.test(text) && (otherThings.test(text) || /\bresource\b/i.test(text))
}
