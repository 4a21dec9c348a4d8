import type { TenantSummary } from '../../../shared/tenant'
import type { User } from '../../../shared/user'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { useTenantRules } from '../../state/queries'
import { actionButtons } from '../action-buttons'
import { question, type UserAction } from './action-words'
import classes from './AskFirst.module.css'
import type { Confirmed } from './perform'
import { Who } from './Who'

interface AskFirstProps {
  action: UserAction
  how: 'button' | 'key'
  known: Confirmed
  user: User
  tenant: TenantSummary
  busy: boolean
  onConfirm: () => void
  onCancel: () => void
}

/** The question before an action, with the person, the tenant and the environment by name. */
export function AskFirst({ action, how, known, user, tenant, busy, onConfirm, onCancel }: AskFirstProps) {
  const { title, lines, danger } = question(action, user, known, useTenantRules(tenant))
  // the grave ones are never a matter of one key pressed twice
  const again =
    how === 'key' && (action === 'issue' || (action === 'unlock' && !known.blocked))
      ? actionButtons[action].key?.toLowerCase()
      : undefined
  return (
    <ConfirmDialog
      title={title}
      confirmLabel={actionButtons[action].name}
      danger={danger}
      busy={busy}
      again={again}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <Who user={user} tenant={tenant} />
      <div className={classes.lines}>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </ConfirmDialog>
  )
}
