import { afterEach, beforeEach, expect, it } from 'vitest'
import { addToApplication, createUser } from '../../../src/main/desk/create'
import { issueTemporaryPassword } from '../../../src/main/desk/issue'
import { IssuedPasswords } from '../../../src/main/desk/issued-passwords'
import { setStatus, signOutEverywhere } from '../../../src/main/desk/status'
import { unlockPassword } from '../../../src/main/desk/unlock'
import { failureOf, type PracticeDesk, startPracticeDesk, userOf } from './practice-desk'

let desk: PracticeDesk
beforeEach(async () => {
  desk = await startPracticeDesk()
  for (const method of ['POST', 'PUT', 'DELETE']) {
    await desk.control({ action: 'fault', match: { method, path: '/cis/' }, fault: { kind: 'reset' } })
  }
})
afterEach(() => desk.stop())

const nobody = { readText: async () => '', writeText: async () => undefined, clear: async () => undefined }
const issued = new IssuedPasswords(nobody, () => undefined)

// agents know what they did by the name of the button that they pressed
it.each<[string, (desk: PracticeDesk) => Promise<unknown>]>([
  ['Unlock password', ({ client }) => unlockPassword(client, userOf('locked'))],
  ['Issue temporary password', ({ client }) => issueTemporaryPassword(client, userOf('ok'), issued)],
  ['Issue temporary password', ({ client }) => issueTemporaryPassword(client, userOf('no-password'), issued)],
  ['Suspend user', ({ client }) => setStatus(client, userOf('ok'), 'Disabled')],
  ['Activate user', ({ client }) => setStatus(client, userOf('disabled'), 'Active')],
  ['Activate user', ({ client }) => setStatus(client, userOf('disabled'), 'Pending')],
  ['Create user', ({ client }) => createUser(client, { email: 'lost@example.com' }, 'US')],
  ['Add to this application', ({ client }) => addToApplication(client, userOf('ok'))]
])('a lost answer names the act: %s', async (action, act) => {
  expect(await failureOf(act(desk))).toMatchObject({ kind: 'outcome-unknown', action })
})

it('a lost answer names the act: Sign out everywhere, in both halves', async () => {
  const unknown = { state: 'failed', error: { kind: 'outcome-unknown', action: 'Sign out everywhere' } }
  expect(await signOutEverywhere(desk.client, userOf('locked'))).toMatchObject({
    backend: unknown,
    hosted: unknown
  })
})
