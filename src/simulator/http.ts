import type { IncomingMessage, ServerResponse } from 'node:http'
import { badRequest, Problem, problem } from './problems'

export interface Answer {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

/** Two custom data objects of 500 KB each are allowed on one user (API.md §2.3). */
export const bodyLimit = 1_200_000

/**
 * Reads a request's whole body as text. One larger than `limit` bytes is read and thrown away, so that its sender
 * is there to hear the 413; one without end is cut off.
 */
export async function readBody(request: IncomingMessage, limit = bodyLimit): Promise<string> {
  const { 'content-length': length, 'transfer-encoding': chunked } = request.headers
  if (length === undefined && chunked === undefined) return ''
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
    else if (size > limit * 20) break
  }
  if (size > limit) throw problem(413, 'request entity too large')
  return Buffer.concat(chunks).toString('utf8')
}

/** Parses a JSON body. An empty one is `undefined`; anything but an object is refused with 400. */
export function parseJson(
  text: string,
  contentType: string | undefined
): Record<string, unknown> | undefined {
  if (text === '') return undefined
  if (!/^application\/json\b/i.test(contentType ?? ''))
    throw badRequest('Content-Type must be application/json')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw badRequest(error instanceof Error ? error.message : 'Unexpected token in JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest('The body must be a JSON object')
  }
  return value as Record<string, unknown>
}

/** Splits a request's target into its raw path and its query. */
export function splitTarget(target: string): { path: string; query: URLSearchParams } {
  const mark = target.indexOf('?')
  if (mark < 0) return { path: target, query: new URLSearchParams() }
  return { path: target.slice(0, mark), query: new URLSearchParams(target.slice(mark + 1)) }
}

/** Sends an answer in one write; a body of `undefined` is no body at all. */
export function send(response: ServerResponse, answer: Answer, correlationId: string): void {
  const headers: Record<string, string | number> = { 'x-correlation-id': correlationId, ...answer.headers }
  if (answer.body === undefined) {
    response.writeHead(answer.status, headers)
    response.end()
    return
  }
  const text = JSON.stringify(answer.body)
  headers['content-type'] ??= 'application/json; charset=utf-8'
  headers['content-length'] = Buffer.byteLength(text)
  response.writeHead(answer.status, headers)
  response.end(text)
}

/** Turns whatever a handler threw into an answer; what is no `Problem` is the server's own fault. */
export function answerForError(error: unknown): Answer {
  const known =
    error instanceof Problem ? error : problem(500, 'Something went wrong - Internal server error')
  return { status: known.status, body: known.body }
}
