import { type RefObject, useLayoutEffect, useRef } from 'react'
import { useDesk } from '../state/desk-store'

/** Another screen or another user is read from its top, however far the last one was scrolled. */
export function useScreenTop(): RefObject<HTMLElement | null> {
  const screen = useRef<HTMLElement>(null)
  const shown = useDesk(({ screen: name, tenantForm, open }) =>
    [name, tenantForm ? `tenant ${tenantForm.tenantId}` : '', open?.tenantId, open?.userId].join(' ')
  )
  useLayoutEffect(() => {
    if (screen.current !== null) screen.current.scrollTop = 0
  }, [shown])
  return screen
}
