import { randomBytes } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** A random id of 21 characters as Mosaic makes them; it may begin with `-` or `_` (API.md §9). */
export function newId(length = 21): string {
  let id = ''
  for (const byte of randomBytes(length)) id += alphabet[byte & 63]
  return id
}
