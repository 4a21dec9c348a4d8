import type { InboxMessage } from '../shared/credentials'
import { newId } from './ids'
import type { Client } from './types'

const mostMessagesKept = 200

/** A link that was sent. Whoever uses up its token marks it as opened. */
export interface SentLink {
  leadsTo: 'sign-in' | 'password-reset'
  /** What the application's page is given as `code`. */
  token: string
  userId: string
  /** The client that had it sent. */
  client: Client
  email: string
  expiresAt: number
  opened: boolean
}

export interface NewMessage {
  channel: 'sms' | 'email'
  to: string
  userId: string
  subject?: string
  text: string
  code?: string
  link?: SentLink
}

type Kept = NewMessage & { id: string; at: number }

/** What the tenant "sent": nothing leaves this computer, and the latest of it can be read here. */
export class Inbox {
  #kept: Kept[] = []

  put(message: NewMessage, at: number): void {
    this.#kept = [{ ...message, id: newId(), at }, ...this.#kept.slice(0, mostMessagesKept - 1)]
  }

  /** The newest first. */
  messages(now: number): InboxMessage[] {
    return this.#kept.map(({ link, ...message }) => ({
      ...message,
      ...(link && { link: stateOf(link, now) })
    }))
  }

  linkIn(messageId: string): SentLink | undefined {
    return this.#kept.find(({ id }) => id === messageId)?.link
  }
}

function stateOf({ opened, expiresAt }: SentLink, now: number): 'fresh' | 'opened' | 'over' {
  if (opened) return 'opened'
  return expiresAt > now ? 'fresh' : 'over'
}
