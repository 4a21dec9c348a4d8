import type { z } from 'zod'

/** A file's contents: usable, usable in part, not at all, or only by a newer Tessera. Reasons are sentences for the user. */
export type Content<T> =
  | { kind: 'good'; value: T }
  | { kind: 'part'; value: T; reason: string }
  | { kind: 'bad'; reason: string }
  | { kind: 'newer' }

export interface ContentRules<T extends object> {
  version: number
  /** of everything beside `version` */
  schema: z.ZodType<T>
  /** What can be kept of a file that the schema refuses, and what was lost; undefined when nothing can. */
  repair?: ((content: object) => { value: T; reason: string } | undefined) | undefined
}

/** Reads `{ "version": …, … }`. Never throws. */
export function parseContent<T extends object>(text: string, rules: ContentRules<T>): Content<T> {
  let json: unknown
  try {
    // Windows editors put a byte order mark in front
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return { kind: 'bad', reason: 'It is damaged: not valid JSON.' }
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { kind: 'bad', reason: 'It does not hold what Tessera writes.' }
  }
  const { version, ...content } = json as { version?: unknown }
  if (typeof version === 'number' && version > rules.version) return { kind: 'newer' }
  if (version !== rules.version) return { kind: 'bad', reason: 'It does not hold what Tessera writes.' }
  const parsed = rules.schema.safeParse(content)
  if (parsed.success) return { kind: 'good', value: parsed.data }
  const kept = rules.repair?.(content)
  return kept ? { kind: 'part', ...kept } : { kind: 'bad', reason: 'It does not hold what Tessera writes.' }
}

/** The text of a file that `parseContent` reads back. */
export function formatContent(version: number, value: object): string {
  return `${JSON.stringify({ version, ...value }, null, 2)}\n`
}
