import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import type { BundleApplied } from '../../shared/bundle-view'
import { type AppError, toAppError } from '../../shared/errors'
import { call } from '../bridge/client'
import { Failure } from '../components/Failure'
import { counted } from '../format/count'
import { takeOver } from './after-bundle'
import classes from './bundles.module.css'
import { PassphraseField } from './PassphraseField'
import { Problems } from './Problems'
import { passphraseProblem } from './use-apply'

/** The client secrets that came with the organisation's bundle wait for its passphrase, once. */
export function StoreSecrets({ waiting }: { waiting: number }) {
  const client = useQueryClient()
  const field = useRef<HTMLInputElement>(null)
  const [wrong, setWrong] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<AppError>()
  const [applied, setApplied] = useState<BundleApplied>()

  const store = async (passphrase: string) => {
    setBusy(true)
    setWrong(undefined)
    setFailed(undefined)
    setApplied(undefined)
    try {
      const answer = await call('bundle.takeSecrets', { passphrase })
      if (field.current) field.current.value = ''
      setApplied(answer.applied)
      takeOver(client, answer.state)
    } catch (thrown) {
      const error = toAppError(thrown)
      const atField = passphraseProblem(error)
      setWrong(atField)
      setFailed(atField === undefined ? error : undefined)
      if (atField !== undefined) field.current?.focus()
    }
    setBusy(false)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const typed = field.current?.value ?? ''
    if (typed !== '') return void store(typed)
    setWrong('Enter the passphrase.')
    field.current?.focus()
  }
  return (
    <>
      {waiting > 0 && (
        <form className="form" aria-label="Passphrase for client secrets" noValidate onSubmit={onSubmit}>
          <PassphraseField
            label="Passphrase"
            description={`${counted(waiting, 'client secret')} of this bundle ${waiting === 1 ? 'is' : 'are'} not in your keychain yet. Whoever administers Tessera tells you the passphrase; it is needed once.`}
            field={field}
            autoComplete="off"
            error={wrong}
            readOnly={busy}
            onInput={() => setWrong(undefined)}
          />
          <div className="form-foot">
            <Button type="submit" variant="default" size="sm" aria-disabled={busy} data-disabled={busy}>
              {busy ? 'Store secrets…' : 'Store secrets'}
            </Button>
          </div>
        </form>
      )}
      <p role="status" aria-label="Client secrets" className={classes.stored}>
        {applied &&
          `${counted(applied.secrets, 'client secret')} ${applied.secrets === 1 ? 'is' : 'are'} in the keychain now.`}
      </p>
      {applied && <Problems problems={applied.problems} />}
      {failed && <Failure inline error={failed} doing="Store secrets" />}
    </>
  )
}
