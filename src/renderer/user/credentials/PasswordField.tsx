import { TextInput } from '@mantine/core'
import { type ReactNode, type RefObject, useLayoutEffect } from 'react'
import '../../components/form-styles'

interface PasswordFieldProps {
  label: string
  /** The field is read and cleared through the DOM only: what is typed never gets into React's state. */
  field: RefObject<HTMLInputElement | null>
  /** of the user: an offer to fill in or to keep it would be one for the agent's own */
  autoComplete: 'off' | 'new-password'
  description?: ReactNode
  error?: string | undefined
  autoFocus?: boolean
  readOnly: boolean
  onInput?: () => void
  onBlur?: () => void
}

/** A password of somebody else's: always masked, never offered, never kept. */
export function PasswordField({ field, autoFocus = false, ...props }: PasswordFieldProps) {
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
      type="password"
      maxLength={500}
      spellCheck={false}
      {...(autoFocus && { 'data-autofocus': true })}
      {...props}
    />
  )
}

/** Takes what was typed out of the field; nothing of it stays in the page. */
export function takeTyped(field: RefObject<HTMLInputElement | null>): string {
  const typed = field.current?.value ?? ''
  if (field.current) field.current.value = ''
  return typed
}
