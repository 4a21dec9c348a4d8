import { useQueryClient } from '@tanstack/react-query'
import type { TenantSummary } from '../../../shared/tenant'
import type { User } from '../../../shared/user'
import type { GatedAction } from '../../call/gates'
import { later } from '../../components/later'
import { endCall } from '../../find/end-call'
import { noteRefused } from '../../practice/drill-store'
import { refreshCall, useCall } from '../../state/call'
import { tellCall } from '../../state/call-news'
import { cardOf, useAuthenticators } from '../../state/queries'
import type { CredentialAction } from '../credentials/dialog'
import type { ActionOutcome } from './outcome-words'

const CredentialDialog = later(
  async () => (await import('../credentials/CredentialDialogs')).CredentialDialog
)
const RefuseDialog = later(async () => (await import('../../call/RefuseDialog')).RefuseDialog)
const VerifyDialog = later(async () => (await import('../../call/VerifyDialog')).VerifyDialog)

/** What stands in front of the card, beside questions and issued passwords. */
export type CallDialog =
  | {
      kind: 'verify'
      /** goes on by itself once the caller is verified */
      forAction: GatedAction | undefined
      how: 'button' | 'key'
    }
  | { kind: 'refuse' }
  | { kind: 'credential'; action: CredentialAction }

interface CallDialogsProps {
  dialog: CallDialog
  user: User
  tenant: TenantSummary
  open: (next: CallDialog) => void
  onVerified: (forAction: GatedAction | undefined, how: 'button' | 'key') => void
  /** an outcome stays on the card */
  onClose: (outcome?: ActionOutcome) => void
}

/** The dialogs of the call: proof, refusal, and what has something to choose or to enter. */
export function CallDialogs({ dialog, user, tenant, open, onVerified, onClose }: CallDialogsProps) {
  const client = useQueryClient()
  const ref = cardOf(tenant, user.id)
  const call = useCall(ref)
  const authenticators = useAuthenticators(ref).data
  if (dialog.kind === 'verify') {
    return (
      <VerifyDialog
        user={user}
        tenant={tenant}
        forAction={dialog.forAction}
        onVerified={() => onVerified(dialog.forAction, dialog.how)}
        onRefuse={() => open({ kind: 'refuse' })}
        onClose={() => onClose()}
      />
    )
  }
  if (dialog.kind === 'refuse') {
    return (
      <RefuseDialog
        user={user}
        tenant={tenant}
        onRefused={() => {
          if (tenant.environment === 'practice') noteRefused(user.id)
          endCall()
          tellCall({ refused: ref })
        }}
        onClose={() => onClose()}
      />
    )
  }
  const { action } = dialog
  return (
    <CredentialDialog
      action={action}
      user={user}
      tenant={tenant}
      call={call}
      authenticators={authenticators}
      onClose={(outcome) => {
        refreshCall(client, ref)
        onClose(outcome)
      }}
      onNeedsVerification={() => {
        refreshCall(client, ref)
        open({ kind: 'verify', forAction: action, how: 'button' })
      }}
    />
  )
}
