import { Button, NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import '../../components/form-styles'
import type { SignInCheck, SignInWay } from '../../../shared/credentials'
import { actionNames } from '../../../shared/desk-words'
import { toAppError } from '../../../shared/errors'
import { Dialog, DialogFoot } from '../../components/Dialog'
import { Failure } from '../../components/Failure'
import { IntoView } from '../../components/IntoView'
import { Note } from '../../components/Note'
import { cardOf } from '../../state/queries'
import { useNow } from '../../state/use-now'
import { rereadAll } from '../actions/perform'
import { WhoLine } from '../actions/Who'
import { checkOutcome, checkWarnings, checkWords, isRight, sessionLeft, signInChoices } from './check-words'
import shared from './credentials.module.css'
import type { CredentialDialogProps } from './dialog'
import { type Failed, unknownWords } from './failed-words'
import { ignoreHeldEnter } from './held-enter'
import { PasswordField, takeTyped } from './PasswordField'
import { sendWrite } from './send-write'
import { useAct } from './use-act'

const doing = actionNames['sign-in-check']

/** Whether a password that the caller gives works (API.md §4.2): it is tried once and kept nowhere. */
export function CheckPasswordDialog(props: CredentialDialogProps) {
  const { user, tenant, authenticators, onClose, onNeedsVerification } = props
  const client = useQueryClient()
  const { busy, act } = useAct()
  const field = useRef<HTMLInputElement>(null)
  const close = useRef<HTMLButtonElement>(null)
  const choices = signInChoices(user)
  const [by, setBy] = useState<SignInWay>(choices[0]?.value ?? 'user-id')
  const [empty, setEmpty] = useState(false)
  const [check, setCheck] = useState<SignInCheck>()
  const [failures, setFailures] = useState<Failed[]>([])
  const [failed, setFailed] = useState<Failed>()
  const now = useNow()
  const ref = cardOf(tenant, user.id)

  // a second Enter tries nothing
  useEffect(() => {
    if (check !== undefined) close.current?.focus()
  }, [check])
  const fail = (one: Failed, isShown: boolean) => {
    setFailures([...failures, one])
    setFailed(one)
    if (!isShown) onClose({ failures: [one] })
    else if (one.error.kind === 'verification-required') onNeedsVerification()
    else field.current?.focus()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const isEmpty = !field.current?.value
    setEmpty(isEmpty)
    if (isEmpty) return field.current?.focus()
    act(async (isShown) => {
      setCheck(undefined)
      setFailed(undefined)
      try {
        const answer = await sendWrite('password.check', { ...ref, by, password: takeTyped(field) }, client)
        if (!isShown()) return onClose(checkOutcome(answer, failures))
        setCheck(answer)
      } catch (thrown) {
        fail({ doing, error: toAppError(thrown) }, isShown())
      } finally {
        // right or wrong, Mosaic may report another state of the password by now
        rereadAll(client, ref)
      }
    })
  }
  const leave = () => onClose(check === undefined ? unknownWords(failures) : checkOutcome(check, failures))

  return (
    <Dialog title={doing} width={520} busy={busy} onLeave={leave} onKey={ignoreHeldEnter}>
      <WhoLine user={user} tenant={tenant} />
      <form noValidate onSubmit={onSubmit}>
        <div className={shared.fields}>
          <Note tone="warning" title="It is tried as a real sign-in.">
            {checkWarnings(user, authenticators, tenant.appId, now).map((line) => (
              <p key={line}>{line}</p>
            ))}
          </Note>
          <NativeSelect
            label="Sign in with"
            data={choices}
            value={by}
            onChange={({ currentTarget }) =>
              setBy(choices.find(({ value }) => value === currentTarget.value)?.value ?? by)
            }
          />
          <PasswordField
            label="Password"
            description="Tried once, kept nowhere. Its session is ended at once."
            field={field}
            autoComplete="off"
            error={empty ? 'Enter the password that the caller uses.' : undefined}
            autoFocus
            readOnly={busy}
            onInput={() => setEmpty(false)}
          />
        </div>
        <div className={shared.answer} role="status" aria-label="Result">
          {busy && <p>Asking Mosaic…</p>}
          {check && <Result check={check} />}
        </div>
        {check?.session?.state === 'failed' && (
          <Failure doing={sessionLeft.doing} error={check.session.error} />
        )}
        {failed && (
          <IntoView>
            <Failure {...failed} />
          </IntoView>
        )}
        <DialogFoot>
          <Button
            ref={close}
            variant="default"
            aria-disabled={busy}
            data-disabled={busy}
            onClick={() => {
              if (!busy) leave()
            }}
          >
            Close
          </Button>
          <Button type="submit" aria-disabled={busy} data-disabled={busy}>
            Check password
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

function Result({ check }: { check: SignInCheck }) {
  const { title, todo } = checkWords(check)
  return (
    <Note tone={isRight(check) ? 'good' : 'warning'} title={title}>
      <p>{todo}</p>
      {check.session?.state === 'failed' && <p>{sessionLeft.todo}</p>}
    </Note>
  )
}
