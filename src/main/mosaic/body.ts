import { withoutValues } from './redact'
import type { WireAnswer } from './transport'

/** An answer's body by what it is, whatever its content type claims. */
export type Body =
  | { kind: 'empty' }
  | { kind: 'json'; value: unknown }
  /** a web page: a gateway, a login portal or another server answered (API.md §9) */
  | { kind: 'html' }
  /** neither: cut off, not JSON at all, or packed although nothing but `identity` was asked for */
  | { kind: 'broken'; packedAs?: string | undefined }

export function readBody(answer: WireAnswer): Body {
  const text = answer.body
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim()
  if (text === '') return { kind: 'empty' }
  try {
    return { kind: 'json', value: JSON.parse(text) }
  } catch {
    const packedAs = encodingOf(answer)
    const html =
      (text.startsWith('<') && packedAs === undefined) ||
      /\bhtml\b/i.test(answer.headers['content-type'] ?? '')
    return html ? { kind: 'html' } : { kind: 'broken', packedAs }
  }
}

function encodingOf({ headers }: WireAnswer): string | undefined {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity'
  return encoding !== 'identity' && /^[a-z][a-z0-9-]{0,19}$/.test(encoding) ? encoding : undefined
}

/** What to tell of a body that cannot be read because it is packed; undefined for any other. */
export function packedWords(body: Body): string | undefined {
  return body.kind === 'broken' && body.packedAs !== undefined
    ? `Its data is packed as ${body.packedAs}, which Tessera did not ask for.`
    : undefined
}

const bodyWords: Record<Body['kind'], string> = {
  empty: 'no body',
  json: 'JSON',
  html: 'a web page',
  broken: 'no valid JSON'
}

export interface Technical {
  detail: string
  status: number
  correlationId?: string | undefined
}

/** What may be told of an answer under "Technical details": no value that was sent, nothing of the body's text. */
export function technicalOf(
  answer: WireAnswer,
  body: Body,
  call: string,
  sent: readonly string[],
  code?: string
): Technical {
  const correlationId = headerId(answer, 'x-correlation-id')
  const ray = headerId(answer, 'cf-ray')
  const parts = [
    `${call} answered ${answer.status} with ${bodyWords[body.kind]}`,
    body.kind === 'broken' && body.packedAs !== undefined ? ` (content-encoding ${body.packedAs})` : '',
    code === undefined ? '' : `, ${withoutValues(code, sent)}`,
    correlationId === undefined || ray === undefined ? '' : `, cf-ray ${ray}`
  ]
  return { detail: parts.join(''), status: answer.status, correlationId: correlationId ?? ray }
}

/** Neither header is documented, both occur (API.md §9 "Trace header"). */
function headerId(answer: WireAnswer, name: string): string | undefined {
  const value = answer.headers[name] ?? ''
  return /^[\w.:-]{1,200}$/.test(value) ? value : undefined
}
