import { afterAll, beforeAll, expect, it } from 'vitest'
import { CallerFacts } from '../../../src/main/desk/caller-facts'
import type { TenantSession } from '../../../src/main/desk/tenant-session'
import { type GatedDesk, openGatedDesk } from './gated-desk'
import { userOf } from './practice-desk'

let gated: GatedDesk
beforeAll(async () => void (gated = await openGatedDesk()))
afterAll(() => gated.stop())

const person = userOf('locked-in-one-app')
const elsewhere = (): TenantSession => ({
  ...gated.session,
  applicationId: 'loyalty',
  client: gated.practice.clientOf(gated.practice.simulator.secondApp)
})

it('what was read in one application is not what is so in another', async () => {
  const facts = new CallerFacts(() => gated.desk.policy(), gated.now)
  const reading = facts.of(gated.session, person)
  facts.forget()
  // an answer that comes after the change is the old application's
  expect((await reading).user.username).toBe('teodora')
  expect((await facts.of(elsewhere(), person)).user.username).toBe('teodora.i')
})

it('what a search saw in one application is not taken for another', async () => {
  const facts = new CallerFacts(() => gated.desk.policy(), gated.now)
  const { user } = await facts.of(gated.session, person)
  facts.saw(gated.session, [{ ...user, username: 'seen' }])
  expect((await facts.of(elsewhere(), person)).user.username).toBe('teodora.i')
  facts.saw(elsewhere(), [{ ...user, username: 'seen there' }])
  expect((await facts.of(elsewhere(), person)).user.username).toBe('teodora.i')
  facts.forget()
  facts.saw(elsewhere(), [{ ...user, username: 'seen there' }])
  expect((await facts.of(elsewhere(), person)).user.username).toBe('seen there')
})
