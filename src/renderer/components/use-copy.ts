import { useEffect, useState } from 'react'
import { call } from '../bridge/client'

/** How long (ms) the word that a copy succeeded stays. */
const saidFor = 1500

/** Copies through main; `said` tells for a moment how it went. */
export function useCopy(value: string): { copy: () => void; said: string | undefined } {
  const [said, setSaid] = useState<string>()
  useEffect(() => {
    if (said === undefined) return
    const timer = setTimeout(() => setSaid(undefined), saidFor)
    return () => clearTimeout(timer)
  }, [said])
  const copy = () =>
    void call('app.copy', { text: value }).then(
      () => setSaid('Copied'),
      () => setSaid('Not copied')
    )
  return { copy, said }
}
