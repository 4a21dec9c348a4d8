import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef } from 'react'
import { Note } from '../components/Note'
import { wayWords } from './call-words'
import { fieldProblems } from './field-problems'
import type { Verify } from './use-verify'
import classes from './VerifyDialog.module.css'

/** The password that the caller knows, where the policy takes it for a proof. It stays in the field alone, and only until it is sent. */
export function PasswordProof({ verify }: { verify: Verify }) {
  const { steps } = verify
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const { button } = wayWords['current-password']
  const busy = steps.busy !== undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const input = field.current
    if (input === null || busy) return
    input.focus()
    if (input.value === '') return
    verify.checkPassword(input.value)
    input.value = ''
  }
  return (
    <form className={classes.step} onSubmit={submit} noValidate>
      <Note tone="warning" title="A password said aloud is a habit to break.">
        Use another way where there is one. A wrong password counts towards the lock.
      </Note>
      <TextInput
        ref={field}
        type="password"
        label="Current password"
        data-autofocus
        required
        withAsterisk={false}
        autoComplete="off"
        maxLength={500}
        error={fieldProblems(steps)['password']}
      />
      <div className={classes.stepButtons}>
        <Button type="submit" aria-disabled={busy} data-disabled={busy}>
          {steps.busy === button ? `${button}…` : button}
        </Button>
        <Button variant="subtle" aria-disabled={busy} onClick={() => verify.choose('ways')}>
          Use another way
        </Button>
      </div>
    </form>
  )
}
