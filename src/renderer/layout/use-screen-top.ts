import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useDesk } from '../state/desk-store'

/** Another screen or another user is read from its top, however far the last one was scrolled. */
export function useScreenTop(): RefObject<HTMLElement | null> {
  const screen = useRef<HTMLElement>(null)
  const scrolled = useRef(false)
  const shown = useDesk(({ screen: name, tenantForm, doctor, open }) =>
    [
      name,
      tenantForm ? `tenant ${tenantForm.tenantId}` : '',
      doctor?.tenantId,
      open?.tenantId,
      open?.userId
    ].join(' ')
  )
  useEffect(() => {
    const element = screen.current
    const note = () => (scrolled.current = true)
    element?.addEventListener('scroll', note, { passive: true })
    return () => element?.removeEventListener('scroll', note)
  }, [])
  useLayoutEffect(() => {
    // Reading or setting it lays the whole new screen out at once: only where there is something to undo.
    if (screen.current === null || !scrolled.current) return
    screen.current.scrollTop = 0
    scrolled.current = false
  }, [shown])
  return screen
}
