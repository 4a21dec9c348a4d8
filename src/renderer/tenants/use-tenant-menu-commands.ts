import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { practiceTenantId } from '../../shared/practice-tenant'
import { onEvent } from '../bridge/client'
import { isDialogOpen } from '../components/overlays'
import { selectTenant } from './select-tenant'

/** Help → Practice tenant. A dialog's question comes first, and an issued password must not vanish unread. */
export function useTenantMenuCommands(): void {
  const client = useQueryClient()
  useEffect(
    () =>
      onEvent('app.menu', ({ command }) => {
        if (command === 'practice-tenant' && !isDialogOpen()) void selectTenant(client, practiceTenantId)
      }),
    [client]
  )
}
