import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useRef, useState } from 'react'
import type { BundleApplied, BundlePreview } from '../../shared/bundle-view'
import { type AppError, toAppError } from '../../shared/errors'
import { call } from '../bridge/client'
import { takeOver } from './after-bundle'

/** What the user agreed to in so many words. */
export interface Consents {
  acceptOlder: boolean
  acceptKeys: boolean
}

export interface Apply {
  passphrase: RefObject<HTMLInputElement | null>
  /** what is wrong with the passphrase that was typed */
  wrong: string | undefined
  onTyped: () => void
  busy: boolean
  failed: AppError | undefined
  done: { applied: BundleApplied; withPassphrase: boolean } | undefined
  send: (consents: Consents) => void
}

/** Imports the bundle that is shown. The passphrase is read from its field when it is sent, and the field emptied once it did its work. */
export function useApply({ previewId }: BundlePreview): Apply {
  const client = useQueryClient()
  const passphrase = useRef<HTMLInputElement>(null)
  const [wrong, setWrong] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<AppError>()
  const [done, setDone] = useState<Apply['done']>()

  const apply = async ({ acceptOlder, acceptKeys }: Consents) => {
    setBusy(true)
    setWrong(undefined)
    setFailed(undefined)
    const typed = passphrase.current?.value ?? ''
    try {
      const { state, applied } = await call('bundle.apply', {
        previewId,
        ...(typed !== '' && { passphrase: typed }),
        ...(acceptOlder && { acceptOlder }),
        ...(acceptKeys && { acceptKeys })
      })
      if (passphrase.current) passphrase.current.value = ''
      setDone({ applied, withPassphrase: typed !== '' })
      takeOver(client, state)
    } catch (thrown) {
      const error = toAppError(thrown)
      const atField = passphraseProblem(error)
      setWrong(atField)
      setFailed(atField === undefined ? error : undefined)
      if (atField !== undefined) passphrase.current?.focus()
    }
    setBusy(false)
  }
  return {
    passphrase,
    wrong,
    onTyped: () => setWrong(undefined),
    busy,
    failed,
    done,
    send: (consents) => {
      if (!busy) void apply(consents)
    }
  }
}

/** What main says of the passphrase alone. */
export const passphraseProblem = (error: AppError): string | undefined =>
  error.kind === 'invalid-input' ? error.fields['passphrase'] : undefined
