import { afterEach, beforeEach, expect, it } from 'vitest'
import { issueAccessCode } from '../../../src/main/desk/access-code'
import { addToApplication, createUser } from '../../../src/main/desk/create'
import { issueTemporaryPassword } from '../../../src/main/desk/issue'
import { IssuedPasswords } from '../../../src/main/desk/issued-passwords'
import { sendReset } from '../../../src/main/desk/resets'
import { setChosenPassword } from '../../../src/main/desk/set-password'
import { checkSignIn } from '../../../src/main/desk/sign-in-check'
import { setStatus, signOutEverywhere } from '../../../src/main/desk/status'
import { unlockPassword } from '../../../src/main/desk/unlock'
import { failureOf, type PracticeDesk, startPracticeDesk, userOf } from './practice-desk'

let desk: PracticeDesk
beforeEach(async () => {
  desk = await startPracticeDesk()
  // asking what Mosaic thinks of a password changes nothing
  const path = '^/cis/(?!.*/validate$)'
  for (const method of ['POST', 'PUT', 'DELETE']) {
    await desk.control({ action: 'fault', match: { method, path }, fault: { kind: 'reset' } })
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
  ['Add to this application', ({ client }) => addToApplication(client, userOf('ok'))],
  ...(['email-link', 'email-code', 'sms-code'] as const).map(
    (way): [string, (desk: PracticeDesk) => Promise<unknown>] => [
      'Send a password reset',
      ({ client, simulator: { redirectUri } }) =>
        sendReset(client, { userId: userOf('ok'), way, redirectUri, allowUnverified: false })
    ]
  ),
  ...(['ok', 'no-password'] as const).map((story): [string, (desk: PracticeDesk) => Promise<unknown>] => [
    'Set a password',
    ({ client }) =>
      setChosenPassword(client, { userId: userOf(story), password: 'Harbor-7294-Violet', temporary: true })
  ]),
  ['Issue access code', ({ client }) => issueAccessCode(client, userOf('ok'), issued)],
  [
    'Check a password',
    ({ client }) => checkSignIn(client, { userId: userOf('ok'), by: 'email', password: 'x' })
  ]
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
