import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { AccessCodeOutcome } from '../../../shared/credentials'
import { actionNames } from '../../../shared/desk-words'
import { toAppError } from '../../../shared/errors'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { Dialog, DialogFoot } from '../../components/Dialog'
import { Failure } from '../../components/Failure'
import { cardOf } from '../../state/queries'
import { useNow } from '../../state/use-now'
import working from '../actions/TemporaryPasswordDialog.module.css'
import { Who, WhoLine } from '../actions/Who'
import { codeLines, codeOutcome, unseenCode } from './access-code-words'
import shared from './credentials.module.css'
import type { CredentialDialogProps } from './dialog'
import { type Failed, unknownWords } from './failed-words'
import { IssuedBox } from './IssuedBox'
import { sendWrite } from './send-write'
import { useAct } from './use-act'
import { useIssued } from './use-issued'

type Stage =
  | { stage: 'asking' | 'issuing' }
  | { stage: 'issued'; outcome: AccessCodeOutcome }
  | { stage: 'failed'; failed: Failed }

const title = 'Access code'
const doing = actionNames['access-code']

/** A one-time code that signs the user in to their own app (API.md §6.1), shown as a temporary password is. */
export function AccessCodeDialog({ user, tenant, onClose, onNeedsVerification }: CredentialDialogProps) {
  const client = useQueryClient()
  const { busy, act } = useAct()
  const { hold } = useIssued()
  const [stage, setStage] = useState<Stage>({ stage: 'asking' })
  const ref = cardOf(tenant, user.id)

  const issue = () =>
    act(async (isShown) => {
      setStage({ stage: 'issuing' })
      try {
        const outcome = await sendWrite('access.issue', ref, client)
        if (hold(outcome.issueId)) setStage({ stage: 'issued', outcome })
        else onClose(unseenCode)
      } catch (thrown) {
        const failed = { doing, error: toAppError(thrown) }
        setStage({ stage: 'failed', failed })
        if (!isShown()) onClose({ failures: [failed] })
        else if (failed.error.kind === 'verification-required') onNeedsVerification()
      }
    })
  const leave = () => {
    if (stage.stage === 'issued') onClose(codeOutcome(stage.outcome, Date.now()))
    else onClose(stage.stage === 'failed' ? unknownWords([stage.failed]) : undefined)
  }

  if (stage.stage === 'asking') {
    return (
      <ConfirmDialog title={title} confirmLabel={doing} onConfirm={issue} onCancel={leave}>
        <Who user={user} tenant={tenant} />
        <div className={shared.lines}>
          <p>
            A one-time code that signs this person in. Tell it only to a caller who has been verified: they
            enter it in their own app instead of a password.
          </p>
          <p>The password stays as it is. Whoever has the code can sign in once.</p>
        </div>
      </ConfirmDialog>
    )
  }
  return (
    <Dialog title={title} width={580} busy={busy} onLeave={leave}>
      <WhoLine user={user} tenant={tenant} />
      {stage.stage === 'issuing' && (
        <p className={working.working} role="status" tabIndex={-1} data-autofocus>
          Issuing an access code…
        </p>
      )}
      {stage.stage === 'failed' && <CodeFailed failed={stage.failed} onAgain={issue} onDone={leave} />}
      {stage.stage === 'issued' && <Code outcome={stage.outcome} onDone={leave} />}
    </Dialog>
  )
}

function Code({ outcome, onDone }: { outcome: AccessCodeOutcome; onDone: () => void }) {
  const now = useNow()
  return (
    <>
      <IssuedBox issueId={outcome.issueId} name={title} />
      <ul className={shared.facts}>
        {codeLines(outcome, now).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <DialogFoot>
        <Button onClick={onDone}>Done</Button>
      </DialogFoot>
    </>
  )
}

/** After an unknown end another one is safe: the first was not seen, and each works once. */
const worthAnother: readonly string[] = [
  'unreachable',
  'rate-limited',
  'outcome-unknown',
  'unexpected-answer',
  'internal'
]

function CodeFailed({
  failed,
  onAgain,
  onDone
}: {
  failed: Failed
  onAgain: () => void
  onDone: () => void
}) {
  const close = useRef<HTMLButtonElement>(null)
  useEffect(() => close.current?.focus(), [])
  return (
    <>
      <div className={shared.part}>
        <Failure {...failed} />
      </div>
      <DialogFoot>
        {worthAnother.includes(failed.error.kind) && (
          <Button variant="default" onClick={onAgain}>
            Issue another one
          </Button>
        )}
        <Button ref={close} data-autofocus onClick={onDone}>
          Close
        </Button>
      </DialogFoot>
    </>
  )
}
