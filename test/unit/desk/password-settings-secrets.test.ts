import { inspect } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readSignInRules } from '../../../src/main/desk/preferences'
import type { Fault } from '../../../src/simulator/faults'
import { otherMethods } from '../../../src/simulator/policy'
import { openSettingsDesk, type SettingsDesk } from './settings-desk'

const secrets = [
  (otherMethods['google'] as { clientSecret: string }).clientSecret,
  'apple-Key-9d81f0',
  'fcm-Key-51c2ab',
  'line-Secret-77e0d4'
]

let at: SettingsDesk
beforeEach(async () => {
  at = await openSettingsDesk()
  const method = (name: string, value: Record<string, unknown>) =>
    at.practice.control({ action: 'method', name, value })
  await method('apple', { clientId: 'a', appleTeamId: 't', keyId: 'k', clientSecret: secrets[1] })
  await method('push', { fcm: { serverKey: secrets[2] } })
  await method('line', { clientId: 'l', clientSecret: secrets[3] })
})
afterEach(() => at.stop())

/** Everything that comes out of the desk: values, failures with what caused them, and the journal. */
async function everything(): Promise<string> {
  const { desk, practice, session } = at
  const readId = await desk.read(session).then(
    (view) => (view.state === 'read' ? view.readId : ''),
    () => ''
  )
  const moved = async () => {
    await practice.control({ action: 'policy', policy: { codeLength: 5 } })
    return desk.save(session, { readId, change: { codeLength: 7 } })
  }
  const calls: (() => Promise<unknown>)[] = [
    () => desk.read(session),
    () => desk.save(session, { readId, change: { codeLength: 8 } }),
    () => desk.undo(session),
    moved,
    () => desk.ages(session, 60),
    () => readSignInRules(session.client, session.appId)
  ]
  let out = ''
  for (const call of calls) {
    const came = await call().catch((thrown: unknown) => [thrown, { ...(thrown as object) }])
    out += `${JSON.stringify(came)}\n${inspect(came, { depth: 20, maxStringLength: Infinity })}\n`
  }
  return `${out}${JSON.stringify(at.journal.lines)}`
}

const faults: Fault[] = [
  { kind: 'truncated' },
  { kind: 'malformed' },
  { kind: 'content-type', value: 'text/html' },
  { kind: 'content-type', value: 'text/plain' },
  ...[400, 403, 404, 409, 422, 500].flatMap((status): Fault[] => [
    { kind: 'status', status, shape: 1, message: [`bad ${secrets.join(' ')}`, ...secrets] },
    { kind: 'status', status, shape: 2, code: 'bad', message: `Application Not Found ${secrets[0]}` },
    { kind: 'status', status, shape: 4, message: secrets[1] ?? '' }
  ])
]

it('gives none of the providers’ secrets away', async () => {
  const sent = JSON.stringify(await at.methods())
  for (const secret of secrets) expect(sent).toContain(secret)
  const out = await everything()
  expect(out).toContain('Contoso shop')
  for (const secret of secrets) expect(out).not.toContain(secret)
})

it.each(faults.map((fault) => [JSON.stringify(fault).slice(0, 60), fault] as const))(
  'nor where the answers are broken or refusals quote them: %s',
  async (_name, fault) => {
    const match = { path: 'loginPreferences' }
    for (const method of ['PUT', 'GET']) {
      await at.practice.control({ action: 'fault', match: { ...match, method }, fault })
      const out = await everything()
      for (const secret of secrets) expect(out).not.toContain(secret)
    }
  }
)
