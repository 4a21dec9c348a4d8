import { plainLine } from './plain-line'
import type { Policy } from './policy'
import { ticketLength, ticketPattern } from './ticket-pattern'

/** What is wrong with a ticket number, in words for the agent; undefined where the policy takes it. */
export function ticketProblem(policy: Pick<Policy, 'ticket'>, ticket: string): string | undefined {
  const { pattern, example } = policy.ticket
  if (ticket === '') return 'Enter the ticket number.'
  if (ticket.length > ticketLength) return `Use at most ${ticketLength} characters.`
  if (plainLine(ticket, ticketLength) !== ticket) {
    return 'A ticket number has no line breaks, invisible characters or double blanks.'
  }
  if (pattern === undefined) return undefined
  const rule = ticketPattern(pattern)
  if (rule.ok && rule.matches(ticket)) return undefined
  return example === undefined
    ? 'This is not a ticket number as your policy asks for it.'
    : `This is not a ticket number as your policy asks for it; one looks like ${example}.`
}
