import { Button, TextInput, type TextInputProps } from '@mantine/core'
import { type RefObject, useLayoutEffect, useState } from 'react'
import './form-styles'

type MaskedFieldProps = Omit<TextInputProps, 'type' | 'value' | 'rightSection' | 'rightSectionWidth'> & {
  /** The field is read and cleared through the DOM only: what is typed never gets into React's state. */
  field: RefObject<HTMLInputElement | null>
}

/** Something secret on its way in: masked unless asked, and emptied when the field goes. */
export function MaskedField({ field, ...props }: MaskedFieldProps) {
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
      spellCheck={false}
      {...props}
      type={visible ? 'text' : 'password'}
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
    />
  )
}
