import { join } from 'node:path'
import { type Content, type ContentRules, parseContent } from '../storage/json-content'
import { readQuietly } from './quiet-file'

export interface StoredRules<T extends object> extends ContentRules<T> {
  name: string
}

/** One of our own files, as it is; `value` where anything of it can be used. */
export interface Stored<T> {
  path: string
  value: T | undefined
  /** what is there or what is wrong, in words and without contents */
  state: 'none' | 'good' | 'part' | 'problem'
  words: string
}

const largest = 64 * 1024 * 1024

/** Reads `tenants.json` and its like the way the app does, and changes nothing. Never throws. */
export async function readStored<T extends object>(
  folder: string,
  rules: StoredRules<T>
): Promise<Stored<T>> {
  const path = join(folder, rules.name)
  const found = await readQuietly(path, largest)
  if (found.kind === 'none') return { path, value: undefined, state: 'none', words: 'not there yet' }
  if (found.kind === 'unreadable') return { path, value: undefined, state: 'problem', words: found.why }
  return { path, ...ofContent(parseContent(found.bytes.toString('utf8'), rules), rules.version) }
}

function ofContent<T>(content: Content<T>, version: number): Omit<Stored<T>, 'path'> {
  switch (content.kind) {
    case 'good':
      return { value: content.value, state: 'good', words: `good, version ${version}` }
    // the reasons of `parseContent` name tenants
    case 'part':
      return {
        value: content.value,
        state: 'part',
        words: 'damaged in part; the next start sets it aside and goes on with the rest'
      }
    case 'newer':
      return {
        value: undefined,
        state: 'problem',
        words: 'written by a newer Tessera; nothing is saved to it'
      }
    case 'bad':
      return {
        value: undefined,
        state: 'problem',
        words: 'damaged, or not what Tessera writes; the next start sets it aside'
      }
  }
}
