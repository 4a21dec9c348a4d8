import { createHash } from 'node:crypto'

/** How a key is called where it is too long to read: the first 16 hex digits of the SHA-256 of its 32 bytes. */
export const keyIdOf = (publicKey: Uint8Array): string =>
  createHash('sha256').update(publicKey).digest('hex').slice(0, 16)
