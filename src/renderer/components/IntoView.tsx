import { type ReactNode, useEffect, useRef } from 'react'

/** Scrolls what has just appeared into view: an answer below the fold looks like no answer. */
export function IntoView({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [])
  return (
    <div ref={box} className="into-view">
      {children}
    </div>
  )
}
