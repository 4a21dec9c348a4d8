// Read by hand, not with zod: the worker starts faster without it.

/** Under this service name every entry of Tessera stands in the keychain. */
export const keychainService = 'Tessera'

export type KeychainRequest =
  | { op: 'get'; account: string }
  | { op: 'set'; account: string; secret: string }
  | { op: 'delete'; account: string }

export type NumberedRequest = KeychainRequest & { id: number }

/** What keytar returned: a text or null for get, true or false for delete, null for set. */
export type KeychainValue = string | boolean | null

/** `library`: keytar itself could not be loaded. `message` is the system's, never a secret. */
export type KeychainAnswer =
  | { id: number; ok: true; value: KeychainValue }
  | { id: number; ok: false; library: boolean; message: string }

/** The request in a message from main; undefined for anything else. */
export function readRequest(message: unknown): NumberedRequest | undefined {
  if (!isRecord(message)) return undefined
  const { id, op, account, secret } = message
  if (typeof id !== 'number' || typeof account !== 'string') return undefined
  if (op === 'get' || op === 'delete') return { id, op, account }
  return op === 'set' && typeof secret === 'string' ? { id, op, account, secret } : undefined
}

/** The answer in a message from the worker; undefined for anything else. */
export function readAnswer(message: unknown): KeychainAnswer | undefined {
  if (!isRecord(message) || typeof message['id'] !== 'number') return undefined
  const { id, ok, value, library, message: text } = message
  if (ok === true && (typeof value === 'string' || typeof value === 'boolean' || value === null)) {
    return { id, ok, value }
  }
  if (ok === false && typeof text === 'string') return { id, ok, library: library === true, message: text }
  return undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
