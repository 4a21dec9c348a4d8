import type { Explain, Refusal } from './answers'
import { isUnknownRoute } from './answers'
import { withoutValues } from './redact'
import { isPermissionDenial } from './refusals-permission'

const feature = 'Unlocking a password'

/**
 * Unlocking is being rolled out by region, and what it answers where it is missing is not documented (API.md §3.3,
 * §10.3): 403, 404, 405 and 501 mean "not enabled here" unless the body or our own token tells of something else. A web
 * page is a gateway's word (API.md §9) and tells nothing of Mosaic.
 */
export const explainUnlock: Explain = (refusal) => {
  const { status, problem, body, technical, operation, sent } = refusal
  if (body === 'html') return undefined
  const notEnabled = { kind: 'not-enabled-here', feature, ...technical } as const
  if (status === 405 || status === 501) return notEnabled
  if (status === 403) {
    const { permission } = operation
    return isPermissionDenial(refusal, 'authenticators:edit')
      ? { kind: 'not-permitted', permission, ...technical }
      : notEnabled
  }
  if (status === 404) {
    const what = isUnknownRoute(problem) ? undefined : whatIsMissing(refusal)
    return what === undefined ? notEnabled : { kind: 'not-found', what, ...technical }
  }
  const told = problem !== undefined || body === 'empty'
  if (told && (status === 400 || status === 409 || status === 422)) {
    const message = problem?.messages[0]
    const said = message === undefined ? undefined : withoutValues(message, sent)
    return { kind: 'conflict', reason: 'other', message: said, ...technical }
  }
  return undefined
}

function whatIsMissing({ problem }: Refusal): string | undefined {
  if (problem?.code === 'user_not_found') return 'The user'
  const text = problem?.messages.join(' ') ?? ''
  if (/authenticator.{0,40}(not found|does not exist|not exist)/i.test(text)) return 'The password'
  return /\buser.{0,40}(not found|does not exist|not exist)/i.test(text) ? 'The user' : undefined
}
