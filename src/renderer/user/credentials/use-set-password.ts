import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { actionNames } from '../../../shared/desk-words'
import { toAppError } from '../../../shared/errors'
import { cardOf } from '../../state/queries'
import { showReread } from '../actions/perform'
import type { CredentialDialogProps } from './dialog'
import { type Failed, isUnknown, unknownWords } from './failed-words'
import { takeTyped } from './PasswordField'
import { sendWrite } from './send-write'
import { type FieldErrors, fieldErrors, setPasswordWords } from './set-password-words'
import { useAct } from './use-act'

const notSame = 'The two passwords are not the same.'

/** The form "Set a password": its fields are read and emptied through the DOM, and sent once. */
export function useSetPassword({ user, tenant, onClose, onNeedsVerification }: CredentialDialogProps) {
  const client = useQueryClient()
  const { busy, act } = useAct()
  const username = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  const repeat = useRef<HTMLInputElement>(null)
  const [errors, setErrors] = useState<FieldErrors & { repeat?: string | undefined }>({})
  const [failures, setFailures] = useState<Failed[]>([])
  const [failed, setFailed] = useState<Failed>()
  /** what was typed is gone, since something of it was refused */
  const [emptied, setEmptied] = useState(false)
  const ref = cardOf(tenant, user.id)

  const isSame = () => password.current?.value === repeat.current?.value
  /** Told when the second one is left, not while it is being typed. */
  const checkRepeat = () => {
    const wrong = repeat.current?.value !== '' && !isSame()
    setErrors((all) => ({ ...all, repeat: wrong ? notSame : undefined }))
  }
  /** A fault is taken back as soon as it is none any more. */
  const onTyped = () => {
    setErrors((all) => ({ ...all, password: undefined, ...(isSame() && { repeat: undefined }) }))
  }
  const onNamed = () => setErrors((all) => ({ ...all, username: undefined }))
  const show = (found: typeof errors) => {
    setErrors(found)
    const at = found.username ? username : found.password ? password : repeat
    at.current?.focus()
  }
  const fail = (one: Failed, isShown: boolean) => {
    const { error } = one
    if (!isShown) return onClose({ failures: [...failures.filter(isUnknown), one] })
    const atFields = fieldErrors(error)
    setFailures([...failures, one])
    setEmptied(true)
    setFailed(atFields === undefined ? one : undefined)
    if (atFields !== undefined) show(atFields)
    else if (error.kind === 'verification-required') onNeedsVerification()
  }
  const send = (temporary: boolean) => {
    if (busy) return
    if (!password.current?.value) return show({ password: 'Enter the new password.' })
    if (!isSame()) return show({ repeat: notSame })
    act(async (isShown) => {
      setErrors({})
      setFailed(undefined)
      setEmptied(false)
      const named = username.current?.value.trim()
      const typed = takeTyped(password)
      takeTyped(repeat)
      try {
        const outcome = await sendWrite(
          'password.set',
          {
            ...ref,
            password: typed,
            temporary,
            ...(named && { username: named })
          },
          client
        )
        showReread(client, ref, outcome)
        const words = setPasswordWords(outcome, tenant.appId, Date.now())
        onClose({ ...words, failures: failures.filter(isUnknown) })
      } catch (thrown) {
        fail({ doing: actionNames['set-password'], error: toAppError(thrown) }, isShown())
      }
    })
  }
  const leave = () => onClose(unknownWords(failures))
  return {
    username,
    password,
    repeat,
    errors,
    failed,
    emptied,
    busy,
    onNamed,
    onTyped,
    checkRepeat,
    send,
    leave
  }
}
