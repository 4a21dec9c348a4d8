import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { Strength } from './strength'

/** So long (ms) after the last key the strength is worked out. */
const pause = 150

export type StrengthView = Strength | 'empty' | 'loading' | 'unknown'

type Judge = (password: string, personal: string[]) => Strength

/** How strong what stands in `field` is. The text itself is read from the field when it is judged, and kept nowhere. */
export function useStrength(field: RefObject<HTMLInputElement | null>, personal: string[]) {
  const judge = useRef<Judge>(undefined)
  const owner = useRef(personal)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  /** what is told until the first judgement */
  const [untold, setUntold] = useState<'loading' | 'unknown'>('loading')
  const [filled, setFilled] = useState(false)
  const [found, setFound] = useState<Strength>()

  const judgeNow = useCallback(() => {
    const typed = field.current?.value ?? ''
    if (typed !== '' && judge.current) setFound(judge.current(typed, owner.current))
  }, [field])
  useEffect(() => {
    let gone = false
    import('./strength').then(
      ({ strengthOf }) => {
        if (gone) return
        judge.current = strengthOf
        // what was typed before it was there
        judgeNow()
      },
      () => !gone && setUntold('unknown')
    )
    return () => {
      gone = true
      clearTimeout(timer.current)
    }
  }, [judgeNow])

  const measure = () => {
    clearTimeout(timer.current)
    const isFilled = (field.current?.value ?? '') !== ''
    setFilled(isFilled)
    if (isFilled) timer.current = setTimeout(judgeNow, pause)
    else setFound(undefined)
  }
  const strength: StrengthView = filled ? (found ?? untold) : 'empty'
  return { strength, measure }
}
