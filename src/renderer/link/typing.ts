let typedIn: Element | undefined

/** Takes down which field of a form was typed in last. Answers the function that ends it. */
export function watchTyping(): () => void {
  const note = ({ target }: Event): void => {
    if (target instanceof Element && target.closest('form') !== null) typedIn = target
  }
  document.addEventListener('input', note, true)
  return () => {
    typedIn = undefined
    document.removeEventListener('input', note, true)
  }
}

/** Whether a form is on the screen in which something was typed; that it was sent since cannot be told from outside. */
export const isFormBegun = (): boolean => typedIn?.isConnected === true

/** Whether the focus stands in a field, other than the search box, that holds something. */
export function isTyping(): boolean {
  const focused = document.activeElement
  if (!(focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement)) return false
  return focused.value !== '' && focused.closest('.search-box') === null
}
