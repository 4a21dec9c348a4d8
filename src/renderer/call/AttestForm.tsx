import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { wayWords } from './call-words'
import { fieldProblems } from './field-problems'
import type { Verify } from './use-verify'
import classes from './VerifyDialog.module.css'

const hints = {
  'manager-approval': {
    name: 'Who vouches for the caller',
    reason: 'How you reached them, and why they approve'
  },
  'in-person': { name: 'As it stands on the photo ID', reason: 'Which ID was shown, and where' }
} as const

/** What the agent states goes into the journal with their own name: by whom and why are required. */
export function AttestForm({ kind, verify }: { kind: keyof typeof hints; verify: Verify }) {
  const { steps } = verify
  const [problems, setProblems] = useState<Partial<Record<string, string>>>({})
  const name = useRef<HTMLInputElement>(null)
  const reason = useRef<HTMLInputElement>(null)
  useEffect(() => name.current?.focus(), [])
  const { button } = wayWords[kind]
  const busy = steps.busy !== undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const stated = { name: textOf(name), reason: textOf(reason) }
    const wrong = {
      ...(stated.name.length < 2 && { name: 'Enter a name.' }),
      ...(stated.reason.length < 2 && { reason: 'Say why, in a few words.' })
    }
    setProblems(wrong)
    const first = wrong.name === undefined ? wrong.reason && reason : name
    if (first) first.current?.focus()
    else verify.attest(kind, stated)
  }
  const told = { ...fieldProblems(steps), ...problems }
  return (
    <form className={classes.step} onSubmit={submit} noValidate>
      <TextInput
        ref={name}
        label="Name"
        description={hints[kind].name}
        data-autofocus
        required
        withAsterisk={false}
        autoComplete="off"
        maxLength={120}
        error={told['name']}
      />
      <TextInput
        ref={reason}
        label="Reason"
        description={hints[kind].reason}
        required
        withAsterisk={false}
        autoComplete="off"
        maxLength={300}
        error={told['reason']}
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

const textOf = (field: { current: HTMLInputElement | null }): string => field.current?.value.trim() ?? ''
