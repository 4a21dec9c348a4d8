import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { describeError } from '../../shared/error-text'
import { type AppError, toAppError } from '../../shared/errors'
import { showCall } from '../state/call'
import { usePolicy } from '../state/call-policy'
import type { UserRef } from '../state/queries'
import classes from './CallCorner.module.css'
import { saveTicket } from './ticket-saving'

export const ticketBoxId = 'ticket-number'

interface TicketBoxProps {
  of: UserRef
  /** as main has it */
  ticket: string | undefined
}

/** The number of the ticket that the call belongs to. Enter and leaving the box save it, Esc takes back what was typed. */
export function TicketBox({ of, ticket = '' }: TicketBoxProps) {
  const client = useQueryClient()
  const rule = usePolicy()?.policy.ticket
  /** what was typed and is not saved; what is saved shows as main has it */
  const [draft, setDraft] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const sent = useRef<string>(undefined)
  const problemId = useId()

  const save = async (then?: () => void) => {
    const text = draft?.trim()
    if (text === undefined || text === ticket) {
      restore()
      return then?.()
    }
    // leaving the box after Enter is no second request
    if (sent.current === text) return
    sent.current = text
    try {
      showCall(client, await saveTicket(of, text))
      setDraft((now) => (now?.trim() === text ? undefined : now))
      setProblem(undefined)
      then?.()
    } catch (thrown) {
      setProblem(problemWords(toAppError(thrown)))
    } finally {
      sent.current = undefined
    }
  }
  const restore = () => {
    setDraft(undefined)
    setProblem(undefined)
  }
  const onKeyDown = ({ key, nativeEvent, currentTarget }: KeyboardEvent<HTMLInputElement>) => {
    if (nativeEvent.isComposing) return
    if (key === 'Escape') restore()
    // the next key is for the card again, unless the agent has gone on by then
    if (key === 'Enter') void save(() => document.activeElement === currentTarget && focusCard())
  }

  return (
    <span className={classes.ticket}>
      <input
        className={classes.ticketInput}
        type="text"
        id={ticketBoxId}
        aria-label="Ticket number"
        aria-required={rule?.required}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : problemId}
        placeholder={rule?.example ?? 'Ticket number'}
        autoComplete="off"
        spellCheck={false}
        maxLength={64}
        value={draft ?? ticket}
        onChange={({ currentTarget }) => {
          setDraft(currentTarget.value)
          setProblem(undefined)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => void save()}
      />
      {problem !== undefined && (
        <span id={problemId} role="alert" className={classes.problem}>
          {problem}
        </span>
      )}
    </span>
  )
}

function problemWords(error: AppError): string {
  if (error.kind === 'invalid-input' && error.fields['ticket'] !== undefined) return error.fields['ticket']
  const { title, todo } = describeError(error, 'Save the ticket number')
  return `${title} ${todo}`
}

function focusCard(): void {
  document.querySelector<HTMLElement>('section[aria-label="User"] h1')?.focus({ preventScroll: true })
}
