import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { PendingProof } from '../../shared/verification'
import { fieldProblems } from './field-problems'
import { SentLine } from './SentLine'
import type { Verify } from './use-verify'
import classes from './VerifyDialog.module.css'

/** What the caller reads out goes here; Enter checks it. */
export function CodeEntry({ sent, verify }: { sent: PendingProof; verify: Verify }) {
  const { steps, over } = verify
  const [code, setCode] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const again = useRef<HTMLButtonElement>(null)
  // also when another one was sent
  useEffect(() => field.current?.focus(), [sent.sentAt])
  const busy = steps.busy !== undefined
  const check = (event: FormEvent) => {
    event.preventDefault()
    if (busy || code.trim() === '') return field.current?.focus()
    verify.checkCode(code, (outcome) => {
      setCode('')
      // one that has run out is checked in vain: Enter sends the next
      const next = outcome === 'expired' ? again : field
      next.current?.focus()
    })
  }
  const send = () => {
    if (sent.kind !== 'email-link') verify.send(sent.kind)
    setCode('')
  }
  return (
    <form className={classes.step} onSubmit={check} noValidate>
      <SentLine sent={sent} over={over} />
      <TextInput
        ref={field}
        label="Code"
        description="As the caller reads it out. Never read a code to the caller."
        classNames={{ input: classes.code ?? '' }}
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        maxLength={32}
        value={code}
        error={fieldProblems(steps)['code']}
        onChange={({ currentTarget }) => setCode(currentTarget.value)}
      />
      <div className={classes.stepButtons}>
        <Button type="submit" aria-disabled={busy} data-disabled={busy}>
          {steps.busy === 'Check code' ? 'Check code…' : 'Check code'}
        </Button>
        <Button ref={again} variant="default" aria-disabled={busy} onClick={send}>
          Send again
        </Button>
        <Button variant="subtle" aria-disabled={busy} onClick={() => verify.choose('ways')}>
          Use another way
        </Button>
      </div>
    </form>
  )
}
