import type { RefObject } from 'react'
import { MaskedField } from '../components/MaskedField'
import { ignoreHeldEnter } from '../user/credentials/held-enter'

interface NewSecretFieldProps {
  field: RefObject<HTMLInputElement | null>
  error: string | undefined
  readOnly: boolean
  onInput: () => void
}

/** The new client secret: sent to main, kept nowhere here. */
export const NewSecretField = (props: NewSecretFieldProps) => (
  <MaskedField
    label="New client secret"
    maxLength={4096}
    autoComplete="off"
    data-autofocus
    onKeyDown={ignoreHeldEnter}
    {...props}
  />
)
