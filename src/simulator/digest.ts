import { createHmac, randomBytes } from 'node:crypto'

const pepper = randomBytes(32)

/** The practice tenant keeps digests, so that a password or a code that was issued is nowhere in its memory. */
export function digestOf(secret: string): string {
  return createHmac('sha256', pepper).update(secret).digest('hex')
}
