import type { RefObject } from 'react'
import { describeError } from '../../shared/error-text'
import type { SecretStatus } from '../../shared/tenant'
import { MaskedField } from '../components/MaskedField'
import type { StoredSecret } from './secret-status'

interface SecretFieldProps {
  field: RefObject<HTMLInputElement | null>
  stored: StoredSecret
  /** host or client were changed, so what is stored does not count any more */
  dropped: boolean
  error?: string | undefined
  onEdit: () => void
}

const placeholders: Record<SecretStatus, string> = {
  keychain: 'Stored in the keychain. Leave empty to keep it.',
  session: 'Kept until Tessera quits. Leave empty to keep it.',
  none: 'Not stored',
  unknown: 'Not known whether one is stored'
}

/** The client secret goes in and never comes out: the placeholder tells whether one is there. */
export function SecretField({ field, stored, dropped, error, onEdit }: SecretFieldProps) {
  const status = dropped ? 'none' : stored.status
  return (
    <MaskedField
      field={field}
      label="Client secret"
      placeholder={status === undefined ? 'Asking the keychain…' : placeholders[status]}
      description={description(stored, dropped)}
      error={error}
      autoComplete="off"
      onInput={onEdit}
    />
  )
}

function description({ status, error }: StoredSecret, dropped: boolean): string {
  if (dropped && status !== 'none') {
    return 'The stored secret belongs to the old host and client: saving drops it. Enter the one for the new.'
  }
  if (error === undefined) return 'Goes into this computer’s keychain and is never shown again.'
  const { title, todo } = describeError(error)
  return `${title} ${todo}`
}
