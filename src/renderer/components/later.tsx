import { type ComponentType, createElement, type ReactNode, useEffect, useState } from 'react'

const loads = new Set<() => Promise<unknown>>()

/**
 * A component whose code is not needed at the start: nothing until it is there, in place at once afterwards. What fails to
 * load is thrown where the component stands. React's own `lazy` leaves the place empty for 300 ms at its first
 * showing, also where the code has come already, because its reveals are throttled.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>
): (props: Props) => ReactNode {
  let loaded: ComponentType<Props> | undefined
  const loadOnce = async () => {
    loaded ??= await load()
  }
  loads.add(loadOnce)

  return function Later(props) {
    const [, setKnown] = useState(loaded !== undefined)
    const [failure, setFailure] = useState<{ thrown: unknown }>()
    useEffect(() => {
      let gone = false
      if (loaded !== undefined) return
      loadOnce().then(
        () => !gone && setKnown(true),
        (thrown: unknown) => !gone && setFailure({ thrown })
      )
      return () => {
        gone = true
      }
    }, [])
    if (failure !== undefined) throw failure.thrown
    return loaded === undefined ? null : createElement(loaded, props)
  }
}

/** Loads the code of every `later` component; one that cannot be had is told where it is shown. */
export async function loadTheRest(): Promise<void> {
  await Promise.allSettled([...loads].map((load) => load()))
}
