import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type AppError, toAppError } from '../../shared/errors'
import { call } from '../bridge/client'
import { Failure } from '../components/Failure'
import { appStateKey } from '../state/queries'
import { secretStatusKey, type StoredSecret } from './secret-status'

interface ClearSecretProps {
  tenantId: string
  /** the main one where absent */
  applicationId?: string
  stored: StoredSecret
}

/** Deletes the stored secret; the profile stays and asks for a new one. */
export function ClearSecret({ tenantId, applicationId, stored }: ClearSecretProps) {
  const client = useQueryClient()
  const [state, setState] = useState<'busy' | 'cleared' | AppError>()
  const isThere = stored.status !== undefined && stored.status !== 'none'
  const clear = async () => {
    setState('busy')
    try {
      const answer = await call('tenants.clearSecret', {
        tenantId,
        ...(applicationId !== undefined && { applicationId })
      })
      client.setQueryData(appStateKey(), answer.state)
      setState('cleared')
    } catch (thrown) {
      setState(toAppError(thrown))
    }
    await client.invalidateQueries({ queryKey: secretStatusKey(tenantId) })
  }
  return (
    <>
      {isThere && (
        <Button
          variant="default"
          size="sm"
          aria-disabled={state === 'busy'}
          data-disabled={state === 'busy'}
          onClick={() => {
            if (state !== 'busy') void clear()
          }}
        >
          Clear stored secret
        </Button>
      )}
      <span role="status">{state === 'cleared' && !isThere && 'The stored secret was deleted.'}</span>
      {typeof state === 'object' && <Failure inline error={state} doing="Clear stored secret" />}
    </>
  )
}
