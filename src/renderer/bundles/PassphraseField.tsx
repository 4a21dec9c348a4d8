import { Button, TextInput } from '@mantine/core'
import { type ReactNode, type RefObject, useLayoutEffect, useState } from 'react'
import '../components/form-styles'
import { ignoreHeldEnter } from '../user/credentials/held-enter'

interface PassphraseFieldProps {
  label: string
  /** The field is read and cleared through the DOM only: what is typed never gets into React's state. */
  field: RefObject<HTMLInputElement | null>
  /** of the user: an offer to fill in or to keep it would be one for a password of the agent's own */
  autoComplete: 'off' | 'new-password'
  description?: ReactNode
  error?: string | undefined
  readOnly: boolean
  onInput?: () => void
  onBlur?: () => void
}

/** The passphrase of a bundle's client secrets: masked unless asked, sent to main, kept nowhere. */
export function PassphraseField({ field, ...props }: PassphraseFieldProps) {
  const [visible, setVisible] = useState(false)
  useLayoutEffect(() => {
    const input = field.current
    return () => {
      // an element that is gone may be held for a while, by whatever had it
      if (input) input.value = ''
    }
  }, [field])
  return (
    <TextInput
      ref={field}
      type={visible ? 'text' : 'password'}
      maxLength={500}
      spellCheck={false}
      onKeyDown={ignoreHeldEnter}
      rightSectionWidth={64}
      rightSection={
        <Button
          variant="subtle"
          size="compact-xs"
          aria-pressed={visible}
          aria-label="Show what is typed"
          onClick={() => setVisible(!visible)}
        >
          {visible ? 'Hide' : 'Show'}
        </Button>
      }
      {...props}
    />
  )
}
