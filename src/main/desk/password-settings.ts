import { isDeepStrictEqual } from 'node:util'
import { type AppError, AppFailure, toAppError } from '../../shared/errors'
import { maskContacts } from '../../shared/mask'
import type {
  PasswordAges,
  PasswordSettingsChange,
  PasswordSettingsView,
  SettingDifference,
  SettingsOutcome,
  SettingsUndo
} from '../../shared/password-settings'
import { differenceWords } from '../../shared/password-settings-words'
import { plainLine } from '../../shared/plain-line'
import type { PolicyView } from '../../shared/policy'
import { type RawPasswordSettings, readPasswordSettings } from '../mosaic/password-settings'
import { countPasswordAges } from './password-ages'
import { differencesBetween, differencesFromAsked, mergeChange } from './password-settings-change'
import {
  clientRefusal,
  editRefusal,
  passEdit,
  requireName,
  type TenantOfSettings
} from './password-settings-gate'
import { type LastChange, settingsMemoryOf } from './password-settings-memory'
import { writeSettings } from './password-settings-write'
import { failureFields, type JournalPort, type OnUnrecorded, recorded, type Told } from './record'
import { tenantChanged, type TenantSession } from './tenant-session'

export interface PasswordSettingsOptions {
  /** the policy as its file is now; never fails */
  policy: () => Promise<PolicyView>
  journal: () => Promise<JournalPort>
  tenantOf: (tenantId: string) => TenantOfSettings
  /** epoch ms */
  now: () => number
  onUnrecorded: OnUnrecorded
}

interface OpenApp {
  appId: string
  appName: string | undefined
}

/** What is to be written, and over what. */
interface Edit {
  before: RawPasswordSettings
  wanted: RawPasswordSettings
  isUndo: boolean
}

const action = 'password-settings'
const longestNote = 600

/**
 * The password settings of the open application (API.md §5). There is no partial update and no version, so a change is made over the
 * whole object as it was read, and only where Mosaic still reports just that.
 */
export class PasswordSettingsDesk {
  readonly #options: PasswordSettingsOptions

  constructor(options: PasswordSettingsOptions) {
    this.#options = options
  }

  /** Throws what Mosaic refused; `not-found` where the client's application is not known. */
  async read(session: TenantSession, signal?: AbortSignal): Promise<PasswordSettingsView> {
    const app = await openApp(session, signal)
    const raw = await session.client.preferences.readPassword(app.appId, { signal })
    return this.#view(session, app, raw)
  }

  /**
   * Writes a change that was made on a reading. Throws `policy-refused`, `invalid-input` for what cannot be changed and for a wrong
   * `tenantName`, `not-found` for a reading that is not remembered, and what Mosaic refused; nothing was changed then.
   * `outcome-unknown` where it is not sure whether it took effect.
   */
  save(
    session: TenantSession,
    {
      readId,
      change,
      tenantName
    }: { readId: string; change: PasswordSettingsChange; tenantName?: string | undefined }
  ): Promise<SettingsOutcome> {
    return this.#change(session, tenantName, () => {
      const before = settingsMemoryOf(session.client).reading(readId)
      if (before === undefined)
        throw forgotten('This reading of the settings', 'Nothing was changed. Read them again.')
      return { before, wanted: mergeChange(before, change), isUndo: false }
    })
  }

  /** Puts back what was there before the last change of this session. Throws as `save` does. */
  undo(session: TenantSession, tenantName?: string): Promise<SettingsOutcome> {
    return this.#change(session, tenantName, () => {
      const last = settingsMemoryOf(session.client).lastChange
      if (last === undefined) throw forgotten('A change to take back', 'Nothing was changed.')
      return { before: last.after, wanted: last.before, isUndo: true }
    })
  }

  ages(session: TenantSession, days: number, signal?: AbortSignal): Promise<PasswordAges> {
    return countPasswordAges(session.client, { days, now: this.#options.now(), signal })
  }

  /** One at a time: policy and name, the journal's attempt, a look at what is there by now, and the write. */
  #change(
    session: TenantSession,
    tenantName: string | undefined,
    editOf: () => Edit
  ): Promise<SettingsOutcome> {
    const { journal, onUnrecorded, policy, tenantOf } = this.#options
    return settingsMemoryOf(session.client).inTurn(async () => {
      const tenant = tenantOf(session.tenantId)
      const lines = await journal()
      const about = { action, tenant: session.tenantId }
      try {
        passEdit(await policy(), tenant.environment)
      } catch (thrown) {
        // that it was refused stands, whether or not it can be written down
        await lines
          .append({ ...about, phase: 'event', ...failureFields(toAppError(thrown)) })
          .catch((failure: unknown) => onUnrecorded(toAppError(failure)))
        throw thrown
      }
      requireName(tenant, tenantName)
      const edit = editOf()
      const app = await openApp(session)
      const entry = { ...about, note: noteOf(app, edit) }
      const work = async () => {
        // the policy may have changed while the attempt was written
        passEdit(await policy(), tenant.environment)
        return this.#write(session, app, edit)
      }
      const tell = (outcome: SettingsOutcome) => told(outcome, entry.note)
      return recorded(lines, { entry, work, tell }, onUnrecorded)
    })
  }

  async #write(session: TenantSession, app: OpenApp, edit: Edit): Promise<SettingsOutcome> {
    const { client } = session
    const memory = settingsMemoryOf(client)
    const { before, wanted, isUndo } = edit
    const there = await client.preferences.readPassword(app.appId)
    if (there === null || !isDeepStrictEqual(there, before)) {
      const differences = there === null ? [] : differencesBetween(before, there)
      return { outcome: 'moved', view: await this.#view(session, app, there), differences }
    }
    if (session.closed.aborted) throw tenantChanged()
    const after = await writeSettings(client, { appId: app.appId, before, wanted })
    memory.lastChange = isUndo || after === null ? undefined : { at: this.#options.now(), before, after }
    const view = await this.#view(session, app, after)
    const differences = after === null ? [] : differencesFromAsked(wanted, after)
    return after !== null && differences.length === 0
      ? { outcome: 'saved', view }
      : { outcome: 'not-as-asked', view, differences }
  }

  async #view(
    session: TenantSession,
    { appId, appName }: OpenApp,
    raw: RawPasswordSettings | null
  ): Promise<PasswordSettingsView> {
    const app = { appId, ...(appName !== undefined && { appName }) }
    if (raw === null) return { state: 'no-password-login', ...app }
    const memory = settingsMemoryOf(session.client)
    const last = memory.undoFrom(raw)
    return {
      state: 'read',
      readId: memory.keep(raw),
      ...app,
      ...readPasswordSettings(raw),
      edit: await this.#edit(session),
      ...(last !== undefined && { undo: undoOf(last, raw) })
    }
  }

  async #edit(session: TenantSession): Promise<{ allowed: boolean; why?: string }> {
    const { environment } = this.#options.tenantOf(session.tenantId)
    const refusal = editRefusal(await this.#options.policy(), environment)
    // a look at what was just written does not fail for it
    const claims = await session.client.claims().catch(() => undefined)
    const why = refusal?.why ?? (claims && clientRefusal(claims))
    return why === undefined ? { allowed: true } : { allowed: false, why: plainLine(why, 1_000) }
  }
}

/** What going back comes to: only what screens may know of it. */
function undoOf({ at, before }: LastChange, now: RawPasswordSettings): SettingsUndo {
  const { settings, unreadable } = readPasswordSettings(before)
  return { at, differences: differencesBetween(now, before), settings, unreadable }
}

/** The token names the client's application (API.md §1.2); the profile may know it where the token does not. */
async function openApp(session: TenantSession, signal?: AbortSignal): Promise<OpenApp> {
  const claims = await session.client.claims({ signal })
  const appId = claims.appId ?? session.appId
  if (appId !== undefined) return { appId, appName: claims.appName }
  throw forgotten(
    'The application of this client',
    'Mosaic does not name one, as for a management client. Use the client of an application.'
  )
}

function noteOf({ appId, appName }: OpenApp, { before, wanted, isUndo }: Edit): string {
  const start = `${isUndo ? 'taken back in' : 'in'} ${appName ?? appId}`
  return noteWords(start, differencesBetween(before, wanted))
}

const noteWords = (start: string, differences: readonly SettingDifference[]): string =>
  plainLine(maskContacts(`${start}: ${differences.map(differenceWords).join('; ')}`), longestNote)

function told(outcome: SettingsOutcome, note: string): Told {
  switch (outcome.outcome) {
    case 'saved':
      return { note }
    case 'moved':
      return {
        result: 'nothing-done',
        note: noteWords('somebody else changed them meanwhile', outcome.differences)
      }
    case 'not-as-asked':
      return { result: 'partly', note: noteWords('Mosaic reports something else', outcome.differences) }
  }
}

function forgotten(what: string, todo: string): AppFailure {
  const error: AppError = { kind: 'not-found', what, todo }
  return new AppFailure(error)
}
