import type { InboxMessage } from '../../shared/credentials'
import type { Drill } from './drills'

/** What a made-up code looks like. */
const madeUp = ['731904', '731905'] as const

/** What the caller says when asked for the code; `inbox` is what the practice tenant sent, newest first. */
export function answerForCode(
  { code, userId }: Drill,
  inbox: readonly InboxMessage[],
  since: number
): string {
  const newest = inbox.find(
    (message) => message.userId === userId && message.at >= since && message.code
  )?.code
  if (code.how === 'no-access' || code.how === 'pressures') return code.says
  if (newest === undefined) return 'Nothing has come yet. Have you sent it?'
  if (code.how === 'reads') return `${code.says} ${newest}.`
  // whoever guesses must not happen to be right
  return `${code.says} ${newest === madeUp[0] ? madeUp[1] : madeUp[0]}.`
}
