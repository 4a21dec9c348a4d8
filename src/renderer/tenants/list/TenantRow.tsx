import { replaceEqualDeep } from '@tanstack/react-query'
import { type KeyboardEvent, memo, type ReactNode } from 'react'
import type { AppError } from '../../../shared/errors'
import type { TenantSummary } from '../../../shared/tenant'
import { Failure } from '../../components/Failure'
import { useDesk } from '../../state/desk-store'
import { TenantDot } from '../EnvironmentBadge'
import classes from './list.module.css'
import { TenantWords } from './TenantWords'
import type { Move } from './use-move-tenant'

export interface TenantRowProps {
  tenant: TenantSummary
  isCurrent: boolean
  /** false at the end of the list, and while only a part of it is shown */
  canMoveUp: boolean
  canMoveDown: boolean
  /** why the last move of this row failed */
  failure: AppError | undefined
  onMove: Move
  onRemove: (tenant: TenantSummary) => void
}

/** One tenant and what can be done with its profile. A change to another one does not draw it anew. */
export const TenantRow = memo(function TenantRow(props: TenantRowProps) {
  const { tenant, isCurrent, canMoveUp, canMoveDown, failure, onMove, onRemove } = props
  const { id, label, managed, applicationId } = tenant
  const isProfile = tenant.environment !== 'practice'
  const moveUp = () => canMoveUp && onMove(id, -1)
  const moveDown = () => canMoveDown && onMove(id, 1)
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isProfile || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    if (event.key === 'ArrowUp') moveUp()
    else moveDown()
  }
  const check = () => useDesk.getState().openDoctor({ tenantId: id, applicationId })
  return (
    <li className={classes.row}>
      <TenantDot colour={tenant.colour} />
      <TenantWords tenant={tenant} isCurrent={isCurrent} />
      <div className={classes.buttons}>
        {isProfile && !managed && (
          <RowButton
            name={`Edit ${label}`}
            onKeyDown={onKeyDown}
            onPress={() => useDesk.getState().openTenantForm(id)}
          >
            Edit
          </RowButton>
        )}
        {managed && (
          <RowButton
            name={`Client secrets of ${label}`}
            onKeyDown={onKeyDown}
            onPress={() => useDesk.getState().openTenantForm(id)}
          >
            Secrets
          </RowButton>
        )}
        {isProfile && (
          <RowButton
            name={`Duplicate ${label}`}
            onKeyDown={onKeyDown}
            onPress={() => useDesk.getState().duplicateTenant(id)}
          >
            Duplicate
          </RowButton>
        )}
        <RowButton name={`Check ${label}`} onKeyDown={onKeyDown} onPress={check}>
          Check
        </RowButton>
        {isProfile && (
          <>
            <RowButton
              name={`Move ${label} up`}
              keys="Alt+ArrowUp"
              off={!canMoveUp}
              onKeyDown={onKeyDown}
              onPress={moveUp}
            >
              ↑
            </RowButton>
            <RowButton
              name={`Move ${label} down`}
              keys="Alt+ArrowDown"
              off={!canMoveDown}
              onKeyDown={onKeyDown}
              onPress={moveDown}
            >
              ↓
            </RowButton>
          </>
        )}
        {isProfile && !managed && (
          <RowButton name={`Remove ${label}`} danger onKeyDown={onKeyDown} onPress={() => onRemove(tenant)}>
            Remove
          </RowButton>
        )}
      </div>
      {failure && (
        <div className={classes.failure}>
          <Failure inline error={failure} doing={`Move ${label}`} />
        </div>
      )}
    </li>
  )
}, isSame)

/** Main sends the whole list with every answer: the same tenant comes as another object. */
function isSame(before: TenantRowProps, now: TenantRowProps): boolean {
  const { tenant, ...rest } = before
  return (
    Object.entries(rest).every(([name, value]) => Object.is(value, now[name as keyof TenantRowProps])) &&
    replaceEqualDeep(tenant, now.tenant) === tenant
  )
}

interface RowButtonProps {
  name: string
  children: ReactNode
  /** the keys that do the same */
  keys?: string
  off?: boolean
  danger?: boolean
  onKeyDown: (event: KeyboardEvent) => void
  onPress: () => void
}

/** A plain button: with hundreds of rows, Mantine's would take most of the time. */
function RowButton({ name, children, keys, off, danger, onKeyDown, onPress }: RowButtonProps) {
  return (
    <button
      type="button"
      className={classes.button}
      aria-label={name}
      aria-keyshortcuts={keys}
      // not `disabled`, which would take the focus from a row that has come to the end
      aria-disabled={off}
      data-danger={danger}
      onKeyDown={onKeyDown}
      onClick={onPress}
    >
      {children}
    </button>
  )
}
