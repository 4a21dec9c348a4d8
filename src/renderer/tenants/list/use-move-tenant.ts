import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { AppState } from '../../../shared/app-state'
import { type AppError, toAppError } from '../../../shared/errors'
import { call } from '../../bridge/client'
import { appStateKey } from '../../state/queries'
import { inOrder, moved, profileIds } from './tenant-order'

export interface MoveFailure {
  tenantId: string
  error: AppError
}

/** `by`: a place up (-1) or down (1). */
export type Move = (tenantId: string, by: -1 | 1) => void

/**
 * Moves a profile in the list. The list shows the new order at once, so that a key can be pressed again; what main refuses is put
 * back. `onMoved` is told the place (from 1) among so many.
 */
export function useMoveTenant(onMoved: (label: string, place: number, count: number) => void): {
  move: Move
  failure: MoveFailure | undefined
} {
  const client = useQueryClient()
  const [failure, setFailure] = useState<MoveFailure>()
  /** moves that were sent: only the answer to the last one is shown, for each says the whole order */
  const sent = useRef(0)
  const answered = useRef(0)
  /** the order that main has */
  const kept = useRef<string[]>([])

  const move = useCallback<Move>(
    (tenantId, by) => {
      const state = client.getQueryData<AppState>(appStateKey())
      if (state === undefined) return
      const before = profileIds(state.tenants)
      const ids = moved(before, tenantId, by)
      if (ids === undefined) return
      if (sent.current === answered.current) kept.current = before
      sent.current += 1
      const number = sent.current
      const order = (wanted: string[]) =>
        client.setQueryData<AppState>(
          appStateKey(),
          (now) => now && { ...now, tenants: inOrder(now.tenants, wanted) }
        )
      order(ids)
      setFailure(undefined)
      const label = state.tenants.find(({ id }) => id === tenantId)?.label ?? ''
      onMoved(label, ids.indexOf(tenantId) + 1, ids.length)
      call('tenants.reorder', { tenantIds: ids })
        .then((answer) => {
          kept.current = ids
          if (number === sent.current) client.setQueryData(appStateKey(), answer)
        })
        .catch((thrown: unknown) => {
          if (number !== sent.current) return
          order(kept.current)
          setFailure({ tenantId, error: toAppError(thrown) })
        })
        .finally(() => {
          answered.current += 1
        })
    },
    [client, onMoved]
  )
  return { move, failure }
}
