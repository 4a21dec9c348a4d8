import type { Locator, Page } from 'playwright/test'
import type { PolicyFile } from '../../../src/shared/policy'
import { practicePolicy } from '../../../src/simulator/policy'
import type { SimulatorProcess } from '../simulator-process'
import type { Desk } from './desk'
import type { Gateway } from './gateway'
import { trustingPolicy } from './policies'
import { button, card } from './screen'
import { type Caller, setPolicy } from './verification'

export const dialogOf = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true })

/** Chooses from the open card's menu "More actions". */
export async function choose(page: Page, item: string): Promise<void> {
  await button(card(page), 'More actions').click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

/** As `addCaller` names them. */
export const usernameOf = ({ name }: Pick<Caller, 'name'>): string => name.toLowerCase().replace(' ', '-')

/** The agent’s own policy until the next reset of the desk. */
export async function policyUntilReset(desk: Desk, policy: PolicyFile | 'none'): Promise<void> {
  desk.atReset(() => setPolicy(desk.tessera.userData, trustingPolicy))
  await setPolicy(desk.tessera.userData, policy)
}

/** The application has no password sign-in until the next reset of the desk. */
export async function noPasswordsUntilReset({ simulator, atReset }: Desk): Promise<void> {
  atReset(() => simulator.control({ action: 'policy', policy: practicePolicy }))
  await simulator.control({ action: 'policy', policy: null })
}

/** What was sent to Mosaic and is no reading, in its order; tokens apart. */
export const bodiesSent = ({ passed }: Gateway): unknown[] =>
  passed
    .filter(({ method, path }) => method !== 'GET' && !path.endsWith('/oidc/token'))
    .map(({ body }) => (body === '' ? undefined : (JSON.parse(body) as unknown)))

/** The sessions that a user has at the practice tenant. */
export async function sessionsOf(simulator: SimulatorProcess, userId: string): Promise<object[]> {
  const state = await simulator.control({ action: 'state', userId })
  return (state as { user: { sessions: object[] } }).user.sessions
}
