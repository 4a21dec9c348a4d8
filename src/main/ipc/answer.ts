import type { z } from 'zod'
import { contract, type Answer } from '../../shared/contract'
import { appError } from '../../shared/error-schema'
import { toAppError, type AppError } from '../../shared/errors'
import type { OperationName } from '../../shared/operations'
import type { CallContext, Handlers } from './handlers'

export interface Call<Name extends OperationName> {
  name: Name
  input: unknown
  handlers: Promise<Handlers>
  context: CallContext
  log: (line: string) => void
}

type Handler<Name extends OperationName> = Handlers[Name]

/**
 * One call from raw input to answer: validate, run, validate again. Never throws. An answer of ours that does not fit
 * its schema is logged by operation and place and never passed on.
 */
export async function answerCall<Name extends OperationName>(call: Call<Name>): Promise<Answer<Name>> {
  const { name, context, log } = call
  const shapes = contract[name]
  const input = shapes.input.safeParse(call.input)
  if (!input.success) {
    return { ok: false, error: { kind: 'invalid-input', reason: 'form', fields: fieldProblems(input.error) } }
  }
  try {
    const handlers = await call.handlers
    if (context.signal.aborted) return { ok: false, error: { kind: 'cancelled' } }
    const run: Handler<Name> = handlers[name]
    const value = shapes.output.safeParse(await run(input.data as Parameters<Handler<Name>>[0], context))
    if (value.success) return { ok: true, value: value.data } as Answer<Name>
    log(`${name}: the answer does not fit at ${places(value.error)}`)
    return {
      ok: false,
      error: { kind: 'internal', detail: `The answer of ${name} does not fit the contract.` }
    }
  } catch (thrown) {
    return { ok: false, error: passableError(name, thrown, log) }
  }
}

function passableError(name: OperationName, thrown: unknown, log: (line: string) => void): AppError {
  const error = toAppError(thrown)
  if (error.kind === 'internal') log(`${name}: failed with ${error.detail ?? 'no detail'}`)
  const checked = appError.safeParse(error)
  if (checked.success) return checked.data
  log(`${name}: the error ${error.kind} does not fit at ${places(checked.error)}`)
  return { kind: 'internal', detail: `${name} failed, and its error does not fit the contract.` }
}

/** Field → first problem. A form inside the input gives its own field names: `form.email` is `email`. */
function fieldProblems(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) {
    const path = issue.path.length > 1 ? issue.path.slice(1) : issue.path
    fields[path.join('.') || 'input'] ??= issue.message
  }
  return fields
}

/** Where it did not fit, and how. Keys of records are data, so only plain identifiers are named. */
function places(error: z.ZodError): string {
  const name = (key: PropertyKey) => (/^\w{1,40}$/.test(String(key)) ? String(key) : '?')
  return error.issues.map((issue) => `${issue.path.map(name).join('.') || 'top'} (${issue.code})`).join(', ')
}
