import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { practiceTenantId } from '../../shared/practice-tenant'
import { onEvent } from '../bridge/client'
import { selectTenant } from './select-tenant'

/** Help → Practice tenant. */
export function useTenantMenuCommands(): void {
  const client = useQueryClient()
  useEffect(
    () =>
      onEvent('app.menu', ({ command }) => {
        if (command === 'practice-tenant') void selectTenant(client, practiceTenantId)
      }),
    [client]
  )
}
