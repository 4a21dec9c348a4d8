import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { practiceTenantId } from '../../shared/practice-tenant'
import { later } from '../components/later'
import { useCurrentTenant } from '../state/queries'
import { watchCalls } from '../tracker/watch-calls'
import { followCards, noteDeeds, useDrill } from './drill-store'

const DrillPane = later(async () => (await import('./DrillPane')).DrillPane)

/** Where the caller of a drill stands, on every screen; nothing while no drill runs. */
export function DrillDock() {
  const isPractice = useCurrentTenant()?.environment === 'practice'
  const isShown = useDrill(({ running, verdict }) => running !== undefined || verdict !== undefined)
  useDrillCall(useDrill(({ running }) => running?.startedAt))
  return isShown && isPractice ? <DrillPane /> : null
}

/** Follows the call of the running drill: its card, and what was done in it. */
function useDrillCall(startedAt: number | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    if (startedAt === undefined) return
    const unfollow = followCards()
    const unwatch = watchCalls(client, ({ tenantId, userId, deeds }) => {
      if (tenantId === practiceTenantId) noteDeeds(userId, deeds)
    })
    return () => {
      unfollow()
      unwatch()
    }
  }, [client, startedAt])
}
