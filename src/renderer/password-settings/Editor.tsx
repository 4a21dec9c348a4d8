import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { AppError } from '../../shared/errors'
import type { PasswordSettingsChange } from '../../shared/password-settings'
import { differencesOf } from '../../shared/password-settings-words'
import type { TenantSummary } from '../../shared/tenant'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { Failure } from '../components/Failure'
import { About } from './About'
import { ChangeDialog } from './ChangeDialog'
import { EditForm } from './EditForm'
import { isTiersKnown } from './lockout-words'
import { dropEdits, readAgain, saveSettings, startEdit, undoSettings } from './settings-acts'
import type { SettingsDraft, SettingsNews as News, SettingsOf } from './settings-desk'
import type { ReadView } from './settings-fields'
import { isEdited, withChange } from './settings-values'
import { SettingsHeader } from './SettingsHeader'
import { SettingsNews } from './SettingsNews'
import { SettingsPanels } from './SettingsPanels'

interface EditorProps {
  of: SettingsOf
  tenant: TenantSummary
  view: ReadView
  draft: SettingsDraft | undefined
  news: News | undefined
  refreshing: boolean
  onRefresh: () => void
  /** what failed in reading it anew */
  children: ReactNode
}

type Asking = { what: 'change'; change: PasswordSettingsChange } | { what: 'undo' | 'discard' }

/** The settings as they were read, or the form for them, with what stands in front of either. */
export function Editor(props: EditorProps) {
  const { of, tenant, view, draft, news, refreshing, onRefresh, children } = props
  const client = useQueryClient()
  const [asking, setAsking] = useState<Asking>()
  const [failed, setFailed] = useState<AppError>()
  const opener = useRef<Element>(null)
  const editButton = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)

  const ask = (next: Asking) => {
    opener.current = document.activeElement
    setAsking(next)
  }
  // The focus goes back to what opened the dialog, or to where editing begins when the form is gone.
  useEffect(() => {
    if (draft !== undefined) wasEditing.current = true
    if (asking !== undefined || document.activeElement !== document.body) return
    const before = opener.current
    opener.current = null
    if (before instanceof HTMLElement && before.isConnected) before.focus()
    else if (draft === undefined && wasEditing.current) editButton.current?.focus()
  }, [asking, draft])

  const edit = () => {
    if (refreshing) return
    setFailed(undefined)
    startEdit(of, view)
  }
  const cancel = () => {
    if (draft && isEdited(draft.values, draft.base.settings)) return ask({ what: 'discard' })
    dropEdits(of)
  }
  const discard = () => {
    opener.current = null
    setAsking(undefined)
    dropEdits(of)
  }
  /** Closes the dialog where the screen tells the rest. */
  const end = (error: AppError | undefined) => {
    if (error === undefined) {
      opener.current = null
      setAsking(undefined)
    }
    return error
  }
  const leave = async (isForgotten: boolean) => {
    setAsking(undefined)
    if (isForgotten) setFailed(await readAgain(client, of))
  }
  const appName = view.appName ?? tenant.appName ?? view.appId
  const shared = { tenant, appName, from: view.settings, onCancel: (again: boolean) => void leave(again) }

  return (
    <>
      <SettingsHeader tenant={tenant} view={view}>
        {draft === undefined && (
          <>
            <Button
              variant="subtle"
              size="sm"
              aria-disabled={refreshing}
              data-disabled={refreshing}
              onClick={() => !refreshing && onRefresh()}
            >
              Refresh
            </Button>
            {view.undo && view.edit.allowed && (
              <Button variant="default" size="sm" onClick={() => ask({ what: 'undo' })}>
                Undo last change
              </Button>
            )}
            {view.edit.allowed && (
              <Button
                ref={editButton}
                size="sm"
                aria-disabled={refreshing}
                data-disabled={refreshing}
                onClick={edit}
              >
                Edit settings
              </Button>
            )}
          </>
        )}
      </SettingsHeader>
      <About view={view} />
      {children}
      {news && <SettingsNews key={newsKey(news, draft)} news={news} />}
      {failed && <Failure error={failed} doing="Read the password settings" />}
      {draft === undefined ? (
        <SettingsPanels view={view} />
      ) : (
        <EditForm
          key={draft.filled}
          of={of}
          draft={draft}
          onReview={(change) => ask({ what: 'change', change })}
          onCancel={cancel}
        />
      )}
      {asking?.what === 'change' && (
        <ChangeDialog
          {...shared}
          title="Change password settings"
          doing="Change settings"
          differences={differencesOf(view.settings, withChange(view.settings, asking.change))}
          to={withChange(view.settings, asking.change)}
          tiersKnown={isTiersKnown(view)}
          onConfirm={async (tenantName) =>
            end(await saveSettings({ client, of, tenantName }, view.readId, asking.change))
          }
        />
      )}
      {asking?.what === 'undo' && view.undo && (
        <ChangeDialog
          {...shared}
          title="Undo last change"
          doing="Undo change"
          differences={view.undo.differences}
          to={view.undo.settings}
          tiersKnown={isTiersKnown(view) && isTiersKnown(view.undo)}
          onConfirm={async (tenantName) => end(await undoSettings({ client, of, tenantName }))}
        />
      )}
      {asking?.what === 'discard' && (
        <ConfirmDialog
          title="Discard your changes?"
          confirmLabel="Discard changes"
          danger
          onConfirm={discard}
          onCancel={() => setAsking(undefined)}
        >
          <p>Nothing was sent to Mosaic. What you changed here is forgotten.</p>
        </ConfirmDialog>
      )}
    </>
  )
}

/** Other news are another note: it takes the focus again. */
const newsKey = (news: News, draft: SettingsDraft | undefined): string =>
  `${news.kind} ${news.kind === 'unknown' ? news.found : ''} ${draft?.filled ?? ''}`
