import type { IncomingMessage, ServerResponse } from 'node:http'
import { send, type Answer } from './http'

/**
 * How an answer can go wrong. `reset`, `hang`, `status` and `html` happen instead of the effect; `reset-after`,
 * `hang-after`, `truncated`, `malformed` and `content-type` after it.
 */
export type Fault =
  | { kind: 'latency'; ms: number }
  | {
      kind: 'status'
      status: number
      /** Seconds, or an HTTP date as it stands. */
      retryAfter?: number | string
      /** One of the four error bodies (see problems.ts); none at all without it. */
      shape?: 1 | 2 | 3 | 4
      code?: string
      message?: string | string[]
    }
  | { kind: 'html'; status?: number }
  | { kind: 'reset' | 'reset-after' | 'hang' | 'hang-after' | 'truncated' | 'malformed' }
  | { kind: 'content-type'; value?: string }

export interface FaultRule {
  match?: { method?: string; /** A regular expression over the raw path. */ path?: string }
  /** How often it strikes; always, unless given. */
  times?: number
  fault: Fault
}

export class Faults {
  #rules: { rule: FaultRule; path: RegExp | undefined; left: number }[] = []

  /** Adds a rule. Throws a SyntaxError where its path is no regular expression. */
  add(rule: FaultRule): void {
    const path = rule.match?.path === undefined ? undefined : new RegExp(rule.match.path)
    this.#rules.push({ rule, path, left: rule.times ?? Infinity })
  }

  clear(): void {
    this.#rules = []
  }

  /** What strikes a request: every delay that matches, and the first other fault. */
  take(method: string, path: string): { delay: number; fault: Fault | undefined } {
    let delay = 0
    let fault: Fault | undefined
    for (const entry of this.#rules) {
      const { match, fault: next } = entry.rule
      if (match?.method && match.method !== method) continue
      if (entry.path && !entry.path.test(path)) continue
      if (next.kind === 'latency') delay += next.ms
      else if (fault) continue
      else fault = next
      entry.left -= 1
    }
    this.#rules = this.#rules.filter(({ left }) => left > 0)
    return { delay, fault }
  }
}

/** Answers a request as the fault says; `respond` does what was asked and gives the proper answer. */
export function misbehave(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  respond: () => Answer,
  correlationId: string
): void {
  switch (fault.kind) {
    case 'status':
      send(response, errorAnswer(fault), correlationId)
      return
    case 'html':
      sendPage(response, fault.status ?? 502)
      return
    case 'reset-after':
      respond()
      request.socket.resetAndDestroy()
      return
    case 'reset':
      request.socket.resetAndDestroy()
      return
    case 'hang-after':
      respond()
      return
    case 'hang':
    case 'latency': // taken out by `take`
      return
    case 'malformed': {
      const { status } = respond()
      sendText(response, status === 204 ? 200 : status, '{"result": {"user_id": ', 'application/json')
      return
    }
    case 'truncated':
      truncate(request, response, respond())
      return
    case 'content-type': {
      const answer = respond()
      const headers = { ...answer.headers, 'content-type': fault.value ?? 'text/plain' }
      send(response, { ...answer, headers }, correlationId)
      return
    }
  }
}

function errorAnswer({
  status,
  retryAfter,
  shape,
  code,
  message
}: Extract<Fault, { kind: 'status' }>): Answer {
  const text = message ?? `Error ${status}`
  const bodies = {
    1: { message: text, error_code: status },
    2: { error_code: code ?? 'system_invalid_input', message: text },
    3: { error_code: String(status), message: text },
    4: { message: text, error_code: status, ts_error_code: code ?? 'identifier_is_taken' }
  }
  return {
    status,
    ...(shape && { body: bodies[shape] }),
    ...(retryAfter !== undefined && { headers: { 'retry-after': String(retryAfter) } })
  }
}

/** What a gateway in front of Mosaic says of itself (API.md §9). */
function sendPage(response: ServerResponse, status: number): void {
  const page = `<!DOCTYPE html><html><head><title>Error ${status}</title></head><body><h1>Error ${status}</h1></body></html>`
  sendText(response, status, page, 'text/html; charset=UTF-8')
}

function sendText(response: ServerResponse, status: number, text: string, type: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

/** Announces the whole body, sends half of it, and ends the connection. */
function truncate(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const text = Buffer.from(JSON.stringify(answer.body ?? { result: {} }))
  const status = answer.status === 204 ? 200 : answer.status
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': text.length })
  response.write(text.subarray(0, Math.ceil(text.length / 2)), () => request.socket.destroy())
}
