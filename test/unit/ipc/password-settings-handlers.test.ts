import { afterAll, beforeAll, expect, it } from 'vitest'
import { TenantSessions } from '../../../src/main/desk/tenant-session'
import { passwordSettingsHandlers } from '../../../src/main/ipc/password-settings-handlers'
import { failureOf } from '../desk/practice-desk'
import { openSettingsDesk, type SettingsDesk } from '../desk/settings-desk'

let at: SettingsDesk
beforeAll(async () => {
  at = await openSettingsDesk()
})
afterAll(() => at.stop())

const setUp = () => {
  const sessions = new TenantSessions(
    () => at.session,
    async () => at.session
  )
  return passwordSettingsHandlers({ passwordSettings: at.desk, sessions })
}
const context = () => ({ signal: new AbortController().signal, emit: () => undefined })
const open = { tenantId: 'tenant', applicationId: 'main' }

it('reads, saves, takes back, counts and tells the rules of the application that is open', async () => {
  const handlers = setUp()
  const view = await handlers['passwordSettings.read'](open, context())
  const readId = view.state === 'read' ? view.readId : ''
  const input = { ...open, readId, change: { codeLength: 8 } }
  expect(await handlers['passwordSettings.save'](input, context())).toMatchObject({ outcome: 'saved' })
  expect(await handlers['passwordSettings.undo'](open, context())).toMatchObject({ outcome: 'saved' })
  expect(await handlers['passwordSettings.ages']({ ...open, days: 60 }, context())).toHaveProperty('older')
  expect(await handlers['tenant.rules'](open, context())).toMatchObject({ minLength: 12 })
})

it('refuses what was asked for another tenant or application', async () => {
  const handlers = setUp()
  for (const other of [{ tenantId: 'other' }, { ...open, applicationId: 'loyalty' }]) {
    const input = { ...other, readId: 'x', change: { codeLength: 8 } }
    for (const call of [
      handlers['passwordSettings.read'](other, context()),
      handlers['passwordSettings.save'](input, context()),
      handlers['passwordSettings.undo'](other, context()),
      handlers['passwordSettings.ages']({ ...other, days: 60 }, context()),
      handlers['tenant.rules'](other, context())
    ]) {
      expect(await failureOf(call)).toMatchObject({ kind: 'conflict', reason: 'tenant-changed' })
    }
  }
})

it('ends a reading with its page, and a change runs on', async () => {
  const handlers = setUp()
  const view = await handlers['passwordSettings.read'](open, context())
  const readId = view.state === 'read' ? view.readId : ''
  const gone = { signal: AbortSignal.abort(), emit: () => undefined }
  expect(await failureOf(handlers['passwordSettings.read'](open, gone))).toMatchObject({ kind: 'cancelled' })
  const input = { ...open, readId, change: { codeLength: 7 } }
  expect(await handlers['passwordSettings.save'](input, gone)).toMatchObject({ outcome: 'saved' })
})
