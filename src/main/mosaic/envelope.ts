import { fieldsOf } from './fields'

/** What an answer carries: the value under `result`, or the body itself; both occur (API.md §9 "Envelope"). */
export function unwrap(body: unknown): unknown {
  const fields = fieldsOf(body)
  return fields !== undefined && Object.hasOwn(fields, 'result') ? fields['result'] : body
}

/** The entries of a list in either envelope; `result: null` is an empty list. Undefined when it is no list at all. */
export function listIn(body: unknown): readonly unknown[] | undefined {
  const value = unwrap(body)
  if (value === null && body !== null) return []
  return Array.isArray(value) ? value : undefined
}

/** Reads each entry and counts the ones that cannot be read, so that one malformed entry hides no other. */
export function readEach<T>(
  entries: readonly unknown[],
  read: (entry: unknown) => T | undefined
): { read: T[]; unreadable: number } {
  const good = entries.map(read).filter((entry): entry is NonNullable<typeof entry> => entry !== undefined)
  return { read: good, unreadable: entries.length - good.length }
}
