import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ResetSent, ResetWay } from '../../../shared/credentials'
import { actionNames } from '../../../shared/desk-words'
import { type AppError, toAppError } from '../../../shared/errors'
import { Dialog, DialogFoot } from '../../components/Dialog'
import { Failure } from '../../components/Failure'
import { IntoView } from '../../components/IntoView'
import { Note } from '../../components/Note'
import { usePolicy } from '../../state/call-policy'
import { cardOf, useTenantRules } from '../../state/queries'
import { Who } from '../actions/Who'
import shared from './credentials.module.css'
import type { CredentialDialogProps } from './dialog'
import { type Failed, isUnknown, unknownWords } from './failed-words'
import { resetChoices, resetLife, resetNames, resetWords } from './reset-choices'
import { ResetWays } from './ResetWays'
import { sendWrite } from './send-write'
import classes from './SendResetDialog.module.css'
import { useAct } from './use-act'

/** A reset goes to a contact on file, so the agent never sees a password. The best way has the focus: Enter sends. */
export function SendResetDialog({ user, tenant, onClose, onNeedsVerification }: CredentialDialogProps) {
  const client = useQueryClient()
  const { busy, act } = useAct()
  const choices = resetChoices(user, tenant, usePolicy()?.policy.allowUnverifiedContact === true)
  const life = resetLife(useTenantRules(tenant)?.resetValidityMinutes)
  const [sending, setSending] = useState<ResetWay>()
  const [sent, setSent] = useState<ResetSent>()
  /** every attempt that failed, the last one at the end */
  const [failures, setFailures] = useState<Failed[]>([])
  const last = busy ? undefined : failures.at(-1)

  const fail = (doing: string, error: AppError, isShown: boolean) => {
    const all = [...failures, { doing, error }]
    setFailures(all)
    if (!isShown) onClose({ failures: all })
    else if (error.kind === 'verification-required') onNeedsVerification()
  }
  const send = (way: ResetWay) =>
    act(async (isShown) => {
      setSending(way)
      try {
        const answer = await sendWrite('reset.send', { ...cardOf(tenant, user.id), way }, client)
        if (isShown()) setSent(answer)
        else onClose(sentOutcome(answer, failures))
      } catch (thrown) {
        fail(resetNames[way], toAppError(thrown), isShown())
      }
    })
  const leave = () => onClose(sent === undefined ? unknownWords(failures) : sentOutcome(sent, failures))

  return (
    <Dialog title={actionNames['send-reset']} width={560} busy={busy} onLeave={leave}>
      <Who user={user} tenant={tenant} />
      {sent === undefined ? (
        <>
          <ResetWays choices={choices} sending={busy ? sending : undefined} onSend={send} />
          <p className={shared.status} role="status" aria-label="Sending">
            {busy ? 'Sending…' : ''}
          </p>
          {last && (
            <IntoView key={failures.length}>
              <Failure {...last} />
            </IntoView>
          )}
          <DialogFoot
            aside={`${life ?? ''} It goes to the contact on file, never to one that was said.`.trim()}
          >
            <Button
              variant="default"
              aria-disabled={busy}
              data-disabled={busy}
              // nothing can be sent: leaving is the only choice
              {...(choices.every(({ why }) => why !== undefined) && { 'data-autofocus': true })}
              onClick={() => {
                if (!busy) leave()
              }}
            >
              {failures.length === 0 ? 'Cancel' : 'Close'}
            </Button>
          </DialogFoot>
        </>
      ) : (
        <Sent sent={sent} onDone={leave} />
      )}
    </Dialog>
  )
}

function sentOutcome(sent: ResetSent, failures: Failed[]) {
  return { done: resetWords(sent), failures: failures.filter(isUnknown) }
}

function Sent({ sent, onDone }: { sent: ResetSent; onDone: () => void }) {
  const done = useRef<HTMLButtonElement>(null)
  useEffect(() => done.current?.focus(), [])
  const { title, lines } = resetWords(sent)
  return (
    <>
      <div className={classes.sent} role="status" aria-label="Sent">
        <Note tone="good" title={title}>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Note>
      </div>
      <DialogFoot>
        <Button ref={done} onClick={onDone}>
          Done
        </Button>
      </DialogFoot>
    </>
  )
}
