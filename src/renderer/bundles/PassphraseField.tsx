import type { ReactNode, RefObject } from 'react'
import { MaskedField } from '../components/MaskedField'
import { ignoreHeldEnter } from '../user/credentials/held-enter'

interface PassphraseFieldProps {
  label: string
  field: RefObject<HTMLInputElement | null>
  /** of the user: an offer to fill in or to keep it would be one for a password of the agent's own */
  autoComplete: 'off' | 'new-password'
  description?: ReactNode
  error?: string | undefined
  readOnly: boolean
  onInput?: () => void
  onBlur?: () => void
}

/** The passphrase of a bundle's client secrets: sent to main, kept nowhere. */
export const PassphraseField = (props: PassphraseFieldProps) => (
  <MaskedField maxLength={500} onKeyDown={ignoreHeldEnter} {...props} />
)
