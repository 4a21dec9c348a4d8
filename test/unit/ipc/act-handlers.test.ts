import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { TenantSessions } from '../../../src/main/desk/tenant-session'
import { actHandlers } from '../../../src/main/ipc/act-handlers'
import type { Services } from '../../../src/main/ipc/services'
import { type GatedDesk, openGatedDesk } from '../desk/gated-desk'
import { failureOf, userOf } from '../desk/practice-desk'

let desk: GatedDesk
beforeAll(async () => {
  desk = await openGatedDesk()
  desk.setPolicy({ verification: { byAction: { issue: { required: 0 } } } })
})
afterAll(() => desk.stop())

function setUp() {
  const { acts, issued, session } = desk
  const sessions = new TenantSessions(
    () => session,
    async () => session
  )
  const handlers = actHandlers({ acts, issued, sessions } as Partial<Services> as Services)
  const page = new AbortController()
  const issue = () =>
    handlers['password.issue'](
      { tenantId: session.tenantId, userId: userOf('ok') },
      { signal: page.signal, emit: () => undefined }
    )
  return { issued, issue, page }
}

it('an issued password is held for the page that asked', async () => {
  const { issued, issue } = setUp()
  const { issueId } = await issue()
  expect(issued.reveal(issueId)).not.toBe('')
  issued.doneAll()
})

it('one that comes when that page is gone is not held: nobody is left who could press Done', async () => {
  const { issued, issue, page } = setUp()
  const held = vi.spyOn(issued, 'hold')
  const issuing = issue()
  page.abort()
  const { issueId } = await issuing
  expect(held).toHaveReturnedWith(issueId)
  expect(await failureOf((async () => issued.reveal(issueId))())).toMatchObject({ kind: 'not-found' })
})
