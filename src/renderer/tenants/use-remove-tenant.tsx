import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useRef, useState } from 'react'
import { type AppError, toAppError } from '../../shared/errors'
import type { TenantSummary } from '../../shared/tenant'
import { call } from '../bridge/client'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { Dialog, DialogFoot } from '../components/Dialog'
import { Failure } from '../components/Failure'
import { appStateKey } from '../state/queries'
import { removalQuestion, secretLeftWords } from './list/removal-words'

interface Removal {
  tenant: TenantSummary
  state: 'asking' | 'removing' | 'failed' | 'secret-left'
  error?: AppError
}

/**
 * Removes a profile and its secrets after a question; `onRemoved` runs once the profile is gone and is told whether a secret of it
 * could not be deleted. `ask` stays the same function.
 */
export function useRemoveTenant(onRemoved: (tenant: TenantSummary, isSecretLeft: boolean) => void): {
  ask: (tenant: TenantSummary) => void
  dialog: ReactNode
} {
  const client = useQueryClient()
  const [removal, setRemoval] = useState<Removal>()
  const opener = useRef<Element>(null)
  const ask = useCallback((tenant: TenantSummary) => {
    opener.current = document.activeElement
    setRemoval({ tenant, state: 'asking' })
  }, [])

  const remove = async (tenant: TenantSummary) => {
    setRemoval({ tenant, state: 'removing' })
    try {
      const { state, secretError } = await call('tenants.remove', { tenantId: tenant.id })
      client.setQueryData(appStateKey(), state)
      if (secretError) return setRemoval({ tenant, state: 'secret-left', error: secretError })
      close()
      onRemoved(tenant, false)
    } catch (thrown) {
      setRemoval({ tenant, state: 'failed', error: toAppError(thrown) })
    }
  }
  const close = () => setRemoval(undefined)
  const cancel = () => {
    close()
    if (opener.current instanceof HTMLElement) opener.current.focus()
  }
  return {
    ask,
    dialog: removal && (
      <RemovalDialog
        removal={removal}
        onConfirm={() => void remove(removal.tenant)}
        onCancel={cancel}
        onLeave={() => {
          close()
          onRemoved(removal.tenant, true)
        }}
      />
    )
  }
}

interface RemovalDialogProps {
  removal: Removal
  onConfirm: () => void
  onCancel: () => void
  onLeave: () => void
}

function RemovalDialog({ removal, onConfirm, onCancel, onLeave }: RemovalDialogProps) {
  const { tenant, state, error } = removal
  if (state === 'secret-left' && error) {
    return (
      <Dialog title={`${tenant.label} was removed`} busy={false} onLeave={onLeave}>
        <p>{secretLeftWords(tenant)}</p>
        <Failure inline error={error} />
        <DialogFoot>
          <Button data-autofocus onClick={onLeave}>
            Close
          </Button>
        </DialogFoot>
      </Dialog>
    )
  }
  return (
    <ConfirmDialog
      title={`Remove ${tenant.label}?`}
      confirmLabel="Remove profile"
      danger
      busy={state === 'removing'}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <p>{removalQuestion(tenant)} Nothing changes in Mosaic, and other computers keep theirs.</p>
      {error && <Failure inline error={error} doing="Remove profile" />}
    </ConfirmDialog>
  )
}
