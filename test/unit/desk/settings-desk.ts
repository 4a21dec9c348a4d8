import { PasswordSettingsDesk } from '../../../src/main/desk/password-settings'
import type { TenantOfSettings } from '../../../src/main/desk/password-settings-gate'
import type { TenantSession } from '../../../src/main/desk/tenant-session'
import { fillPolicy } from '../../../src/main/policy/fill'
import { contract, type Output } from '../../../src/shared/contract'
import type { AppError } from '../../../src/shared/errors'
import type { PasswordSettingsChange } from '../../../src/shared/password-settings'
import type { PolicyView } from '../../../src/shared/policy'
import type { MosaicClient } from '../../../src/main/mosaic/client'
import { MemoryJournal } from './memory-journal'
import { type PracticeDesk, startPracticeDesk } from './practice-desk'

type Read = Extract<Output<'passwordSettings.read'>, { state: 'read' }>
type Methods = Record<string, Record<string, unknown>>

/** The password settings' part of the desk, with the real client against the real simulator. */
export interface SettingsDesk {
  practice: PracticeDesk
  desk: PasswordSettingsDesk
  session: TenantSession
  journal: MemoryJournal
  unrecorded: AppError[]
  tenant: TenantOfSettings
  setPolicy(view: Partial<PolicyView> & { edit?: boolean }): void
  /** reads, and expects settings */
  read(): Promise<Read>
  /** reads and saves, as a screen does */
  save(
    change: PasswordSettingsChange,
    readId?: string,
    tenantName?: string
  ): Promise<Output<'passwordSettings.save'>>
  undo(tenantName?: string): Promise<Output<'passwordSettings.undo'>>
  /** the sign-in methods of the application, past the client */
  methods(): Promise<Methods>
  /** the bodies that were sent to change them */
  written(): Promise<unknown[]>
  stop(): Promise<void>
}

export async function openSettingsDesk(): Promise<SettingsDesk> {
  const practice = await startPracticeDesk()
  const { url: apiHost, clientId, appId } = practice.simulator
  const journal = new MemoryJournal(Date.now)
  const unrecorded: AppError[] = []
  const tenant: TenantOfSettings = { label: 'Contoso', environment: 'sandbox' }
  let view: PolicyView = {
    source: 'own',
    file: 'policy.json',
    locked: false,
    policy: fillPolicy({ version: 1, passwordSettings: { edit: true } })
  }
  const desk = new PasswordSettingsDesk({
    policy: async () => view,
    journal: async () => journal,
    tenantOf: () => tenant,
    now: Date.now,
    onUnrecorded: (error) => unrecorded.push(error)
  })
  const session: TenantSession = {
    tenantId: 'tenant',
    applicationId: 'main',
    defaultCountry: 'US',
    appId,
    client: practice.client,
    clientOf: { apiHost, clientId },
    closed: new AbortController().signal
  }
  // what comes out has to pass the contract as it does on its way to the window
  const read = async () => {
    const answer = contract['passwordSettings.read'].output.parse(await desk.read(session))
    if (answer.state !== 'read') throw new Error(`the settings are ${answer.state}`)
    return answer
  }
  return {
    practice,
    desk,
    session,
    journal,
    unrecorded,
    tenant,
    setPolicy: ({ edit, ...more }) => {
      const file = { version: 1 as const, ...(edit !== undefined && { passwordSettings: { edit } }) }
      view = { ...view, policy: fillPolicy(file), ...more }
    },
    read,
    save: async (change, readId, tenantName) => {
      const saved = await desk.save(session, { readId: readId ?? (await read()).readId, change, tenantName })
      return contract['passwordSettings.save'].output.parse(saved)
    },
    undo: async (tenantName) =>
      contract['passwordSettings.undo'].output.parse(await desk.undo(session, tenantName)),
    methods: async () => {
      const { access_token: token } = await tokenOf(practice)
      const answer = await fetch(`${apiHost}/cis/loginPreferences/${appId}`, {
        headers: { authorization: `Bearer ${token}` }
      })
      return ((await answer.json()) as { result: { auth_methods: Methods } }).result.auth_methods
    },
    written: async () => {
      const { requests } = (await practice.control({ action: 'requests' })) as {
        requests: { method: string; body: string }[]
      }
      return requests.flatMap(({ method, body }) => (method === 'PUT' ? [JSON.parse(body) as unknown] : []))
    },
    stop: practice.stop
  }
}

async function tokenOf({ simulator }: PracticeDesk): Promise<{ access_token: string }> {
  const { clientId, clientSecret } = simulator
  const answer = await fetch(`${simulator.url}/oidc/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret
    })
  })
  return (await answer.json()) as { access_token: string }
}

/** The same session with another client. */
export const withClient = (session: TenantSession, client: MosaicClient): TenantSession => ({
  ...session,
  client
})
