import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { IssuedPasswords } from '../../../src/main/desk/issued-passwords'
import { TenantSessions } from '../../../src/main/desk/tenant-session'
import { deskHandlers } from '../../../src/main/ipc/desk-handlers'
import type { Services } from '../../../src/main/ipc/services'
import { failureOf, type PracticeDesk, startPracticeDesk, userOf } from '../desk/practice-desk'

let desk: PracticeDesk
beforeAll(async () => {
  desk = await startPracticeDesk()
})
afterAll(() => desk.stop())

function setUp() {
  const clipboard = {
    readText: async () => '',
    writeText: async () => undefined,
    clear: async () => undefined
  }
  const issued = new IssuedPasswords(clipboard, () => undefined)
  const { url: apiHost, clientId } = desk.simulator
  const clientOf = { apiHost, clientId }
  const sessions = new TenantSessions(
    () => 'contoso',
    async () => ({ tenantId: 'contoso', defaultCountry: 'US', client: desk.client, clientOf })
  )
  const handlers = deskHandlers({ issued, sessions } as Partial<Services> as Services)
  const page = new AbortController()
  const issue = () =>
    handlers['password.issue'](
      { tenantId: 'contoso', userId: userOf('ok') },
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
