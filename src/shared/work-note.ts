import { kindNames } from './desk-words'
import { maskContacts } from './mask'
import { plainLine } from './plain-line'
import type { Environment } from './tenant'
import type { Deed, Verification } from './verification'

/** All that a note is made of. There is no field for a secret or a code, so none can get into it. */
export interface WorkNoteInput {
  /** the operating system's user */
  agent: string
  /** the tenant's label */
  tenant: string
  environment: Environment
  displayName: string
  userId: string
  ticket: string | undefined
  openedAt: number
  verifications: readonly Verification[]
  deeds: readonly Deed[]
  /** callers for this account who were refused */
  refusals?: readonly { at: number; reason: string }[] | undefined
  /** local time, with its zone */
  formatTime: (time: number) => string
}

const results: Record<Deed['result'], string> = {
  done: 'done',
  failed: 'failed',
  refused: 'refused',
  unknown: 'sent, and not known whether it took effect'
}

/**
 * What happened in a call, as plain text for any ticket system: one fact a line, whatever the names in it hold. Pure.
 */
export function workNote(input: WorkNoteInput): string {
  const { agent, tenant, environment, ticket, userId, verifications, deeds, refusals = [] } = input
  const when = (time: number) => inert(input.formatTime(time), 60)
  const name = safe(input.displayName, 120)
  return [
    'Helpdesk call, recorded by Tessera',
    ...(ticket === undefined ? [] : [`Ticket: ${inert(ticket, 64)}`]),
    // who has no name at all is called by the user ID
    ...(name === '' || input.displayName === userId ? [] : [`Account: ${name}`]),
    // never masked: an id in part is none
    `User ID: ${inert(userId, 500)}`,
    `Tenant: ${inert(tenant, 120)} (${environment})`,
    `Agent: ${inert(agent, 120)}`,
    `Call opened: ${when(input.openedAt)}`,
    ...section(
      'Caller verified by',
      'Caller verified: no',
      verifications.map(
        ({ kind, at, evidence }) => `${kindNames[kind]}${inBrackets(evidence)}, at ${when(at)}`
      )
    ),
    ...section(
      'What was done',
      'What was done: nothing',
      deeds.map(
        ({ at, what, result, detail }) =>
          `${when(at)}: ${safe(what, 200)}: ${results[result]}${inBrackets(detail)}`
      )
    ),
    ...(refusals.length === 0
      ? []
      : section(
          'Callers refused',
          '',
          refusals.map(({ at, reason }) => `${when(at)}: ${safe(reason, 600)}`)
        ))
  ].join('\n')
}

const section = (title: string, none: string, lines: string[]): string[] =>
  lines.length === 0 ? [none] : [`${title}:`, ...lines.map((line) => `- ${line}`)]

function inBrackets(text: string | undefined): string {
  const words = text === undefined ? '' : safe(text, 600)
  return words === '' ? '' : ` (${words})`
}

/** Text about the caller: one line without markup, contacts masked. */
const safe = (text: string, most: number): string =>
  // masked before it is cut: half an address is still one
  inert(maskContacts(plainLine(text, text.length)), most)

/** `[code]` opens HTML in ServiceNow; `{…}`, `[…|…]` and `!…!` are Jira's. */
const markup: Record<string, string> = {
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  '<': '‹',
  '>': '›',
  '|': '/',
  '!': '.'
}
/** Any text: one line, and nothing in it that a ticket system would take for markup. */
const inert = (text: string, most: number): string =>
  plainLine(text, most).replace(/[[\]{}<>|!]/g, (sign) => markup[sign] ?? '')
