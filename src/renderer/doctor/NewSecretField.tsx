import { Button, TextInput } from '@mantine/core'
import { type RefObject, useLayoutEffect, useState } from 'react'
import '../components/form-styles'
import { ignoreHeldEnter } from '../user/credentials/held-enter'

interface NewSecretFieldProps {
  /** The field is read and cleared through the DOM only: what is typed never gets into React's state. */
  field: RefObject<HTMLInputElement | null>
  error: string | undefined
  readOnly: boolean
  onInput: () => void
}

/** The new client secret: masked unless asked, sent to main, kept nowhere here. */
export function NewSecretField({ field, ...props }: NewSecretFieldProps) {
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
      label="New client secret"
      type={visible ? 'text' : 'password'}
      maxLength={4096}
      autoComplete="off"
      spellCheck={false}
      data-autofocus
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
