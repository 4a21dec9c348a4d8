import type { QueryClient } from '@tanstack/react-query'
import { type AppError, toAppError } from '../../shared/errors'
import type {
  PasswordSettingsChange,
  PasswordSettingsView,
  SettingsOutcome
} from '../../shared/password-settings'
import { call } from '../bridge/client'
import { rulesKey } from '../state/queries'
import { draftOf, isOpenFor, keepFor, type SettingsNews, type SettingsOf } from './settings-desk'
import { isEdited, rebase, type SettingsValues, valuesOf } from './settings-values'
import type { ReadView } from './settings-fields'

export const settingsKey = ({ tenantId, applicationId }: SettingsOf) =>
  ['password-settings', tenantId, applicationId] as const

/** The reading of the settings, for the query and for a second look. */
export const settingsQuery = (of: SettingsOf) => ({
  queryKey: settingsKey(of),
  queryFn: ({ signal }: { signal: AbortSignal }) => call('passwordSettings.read', of, { signal })
})

/** Begins to edit what was read. */
export function startEdit(of: SettingsOf, base: ReadView): void {
  keepFor(of, { draft: { base, values: valuesOf(base.settings), filled: 0 }, news: undefined })
}

export function keepValues(of: SettingsOf, values: SettingsValues): void {
  const draft = draftOf(of)
  if (draft !== undefined) keepFor(of, { draft: { ...draft, values } })
}

export function dropEdits(of: SettingsOf): void {
  keepFor(of, { draft: undefined, news: undefined })
}

interface Act {
  client: QueryClient
  of: SettingsOf
  /** typed by the agent, where the environment asks for it */
  tenantName: string | undefined
}

/** Sends the change. Answers the failure that the dialog tells; undefined where the screen tells the rest. Never throws. */
export function saveSettings(
  act: Act,
  readId: string,
  change: PasswordSettingsChange
): Promise<AppError | undefined> {
  const { of, tenantName } = act
  return run(act, false, () =>
    call('passwordSettings.save', { ...of, readId, change, ...(tenantName !== undefined && { tenantName }) })
  )
}

/** Puts back what the last change of this session found. Answers like `saveSettings`. */
export function undoSettings(act: Act): Promise<AppError | undefined> {
  const { of, tenantName } = act
  return run(act, true, () =>
    call('passwordSettings.undo', { ...of, ...(tenantName !== undefined && { tenantName }) })
  )
}

async function run(
  { client, of }: Act,
  undoing: boolean,
  send: () => Promise<SettingsOutcome>
): Promise<AppError | undefined> {
  try {
    const outcome = await send()
    await show(client, of, outcome.view)
    keepFor(of, ended(of, outcome, undoing))
    return undefined
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.kind !== 'outcome-unknown') {
      if (!isOpenFor(of)) keepFor(of, { news: { kind: 'failed', undoing, error } })
      return error
    }
    void lookAgain(client, of, error, undoing)
    return undefined
  }
}

/** What is true now, for this screen and for the desk. */
async function show(client: QueryClient, of: SettingsOf, view: PasswordSettingsView): Promise<void> {
  // a reading from before must not arrive after it
  await client.cancelQueries({ queryKey: settingsKey(of) })
  client.setQueryData(settingsKey(of), view)
  void client.invalidateQueries({ queryKey: rulesKey(of.tenantId, of.applicationId) })
}

function ended(of: SettingsOf, outcome: SettingsOutcome, undoing: boolean): Parameters<typeof keepFor>[1] {
  const { outcome: end, view } = outcome
  if (end === 'saved') return { draft: undefined, news: { kind: 'saved', undoing } }
  const { differences } = outcome
  if (end === 'not-as-asked') {
    return { draft: undefined, news: { kind: 'not-as-asked', undoing, differences } }
  }
  if (view.state === 'no-password-login') {
    return { draft: undefined, news: { kind: 'switched-off', undoing } }
  }
  const draft = onTopOf(of, view)
  return { draft, news: { kind: 'moved', undoing, differences, kept: draft !== undefined } }
}

/** The edits on top of another reading; undefined where nothing is left to change. */
function onTopOf(of: SettingsOf, base: ReadView) {
  const draft = draftOf(of)
  if (draft === undefined) return undefined
  const values = rebase(draft.values, draft.base.settings, base.settings)
  return isEdited(values, base.settings) ? { base, values, filled: draft.filled + 1 } : undefined
}

/** No clear answer came: a new reading tells what is true, and the edits go on top of it. */
async function lookAgain(
  client: QueryClient,
  of: SettingsOf,
  error: AppError,
  undoing: boolean
): Promise<void> {
  const tell = (found: Extract<SettingsNews, { kind: 'unknown' }>['found']): SettingsNews => ({
    kind: 'unknown',
    error,
    found,
    undoing
  })
  keepFor(of, { news: tell('reading') })
  try {
    const view = await client.fetchQuery({ ...settingsQuery(of), staleTime: 0 })
    void client.invalidateQueries({ queryKey: rulesKey(of.tenantId, of.applicationId) })
    // without its edits nothing can be said of what was asked for
    if (view.state === 'no-password-login' || undoing || !isOpenFor(of)) {
      return keepFor(of, { draft: undefined, news: tell('read') })
    }
    const draft = onTopOf(of, view)
    keepFor(of, { draft, news: tell(draft === undefined ? 'in-force' : 'different') })
  } catch {
    // another application is open by now: its edits are gone, and coming back reads anew
    keepFor(of, { news: tell(isOpenFor(of) ? 'unread' : 'read') })
  }
}

/** Reads again, and takes the edits along. Answers what failed. */
export async function readAgain(client: QueryClient, of: SettingsOf): Promise<AppError | undefined> {
  try {
    const view = await client.fetchQuery({ ...settingsQuery(of), staleTime: 0 })
    keepFor(of, { draft: view.state === 'read' ? onTopOf(of, view) : undefined, news: undefined })
    return undefined
  } catch (thrown) {
    return toAppError(thrown)
  }
}
