import type { CallOptions, Calls } from './calls'
import { operations } from './operations'
import { explainLink } from './refusals-sending'

export interface Links {
  /** e-mails a magic link to the user's address on file; it leads to `redirectUri`, which the application must allow */
  send(userId: string, redirectUri: string, options?: CallOptions): Promise<void>
}

/** Magic links (API.md §6.2), always sent: the channel that would hand the link out does not exist here. */
export function linksOf(calls: Calls): Links {
  return {
    async send(userId, redirectUri, options) {
      const fixed = { channel: 'email', identifier_type: 'user_id' }
      const body = { redirect_uri: redirectUri, identifier: userId }
      await calls.write({ operation: operations.linkSend, fixed, body, explain: explainLink }, options)
    }
  }
}
