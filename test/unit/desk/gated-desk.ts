import { Acts } from '../../../src/main/desk/acts'
import { CallDesk } from '../../../src/main/desk/call-desk'
import { IssuedPasswords } from '../../../src/main/desk/issued-passwords'
import type { TenantSession } from '../../../src/main/desk/tenant-session'
import { fillPolicy } from '../../../src/main/policy/fill'
import type { PolicyFile, PolicyView } from '../../../src/shared/policy'
import type { InboxMessage } from '../../../src/shared/credentials'
import type { AppError } from '../../../src/shared/errors'
import { MemoryJournal } from './memory-journal'
import { type PracticeDesk, startPracticeDesk } from './practice-desk'

const tenantId = 'tenant'
const noClipboard = {
  readText: async () => '',
  writeText: async () => undefined,
  clear: async () => undefined
}

/** The gate and the real client against the real simulator; only the journal's disk and the clock are the test's. */
export interface GatedDesk {
  practice: PracticeDesk
  desk: CallDesk
  acts: Acts
  issued: IssuedPasswords
  session: TenantSession
  journal: MemoryJournal
  unrecorded: AppError[]
  /** the policy from now on */
  setPolicy(file: Omit<PolicyFile, 'version'>, more?: Partial<PolicyView>): void
  /** lets time pass for the desk, in ms */
  advance(ms: number): void
  now(): number
  /** the newest message to a user; throws where there is none */
  lastMessage(userId: string): InboxMessage
  /** what was asked of Mosaic since the last time, `METHOD path` each */
  asked(): Promise<{ method: string; path: string; body: string }[]>
  stop(): Promise<void>
}

export async function openGatedDesk(): Promise<GatedDesk> {
  const practice = await startPracticeDesk()
  let offset = 0
  const now = () => Date.now() + offset
  let view: PolicyView = {
    source: 'default',
    file: 'policy.json',
    locked: false,
    policy: fillPolicy({ version: 1 })
  }
  const journal = new MemoryJournal(now)
  const unrecorded: AppError[] = []
  const desk = new CallDesk({
    policy: async () => view,
    journal: async () => journal,
    agent: 'agent',
    now,
    onUnrecorded: (error) => unrecorded.push(error)
  })
  const issued = new IssuedPasswords(noClipboard, () => undefined)
  const { url: apiHost, clientId, appId, redirectUri } = practice.simulator
  return {
    practice,
    desk,
    issued,
    acts: new Acts(desk, issued),
    session: {
      tenantId,
      applicationId: 'main',
      defaultCountry: 'US',
      redirectUri,
      appId,
      client: practice.client,
      clientOf: { apiHost, clientId },
      closed: new AbortController().signal
    },
    journal,
    unrecorded,
    setPolicy: (file, more = {}) => {
      view = { ...view, policy: fillPolicy({ version: 1, ...file }), ...more }
    },
    advance: (ms) => {
      offset += ms
    },
    now,
    lastMessage: (userId) => {
      const found = practice.simulator.inbox().find((message) => message.userId === userId)
      if (found === undefined) throw new Error('nothing was sent to this user')
      return found
    },
    asked: async () => {
      const { requests } = (await practice.control({ action: 'requests' })) as {
        requests: { method: string; path: string; body: string }[]
      }
      await practice.control({ action: 'clear-requests' })
      return requests
    },
    stop: practice.stop
  }
}
