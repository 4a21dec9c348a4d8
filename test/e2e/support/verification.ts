import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Locator, type Page } from 'playwright/test'
import type { Answer } from '../../../src/shared/contract'
import type { InboxMessage } from '../../../src/shared/credentials'
import type { OperationName } from '../../../src/shared/operations'
import type { PolicyFile } from '../../../src/shared/policy'
import type { Tessera } from '../app'
import type { SimulatorProcess } from '../simulator-process'
import { type Desk, openDesk } from './desk'
import type { Gateway, Passed } from './gateway'
import { addCaller, type GivenUser } from './people'
import { button, card, openCard } from './screen'

export const verifyDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Verify caller' })
export const callerStatus = (page: Page): Locator => page.getByRole('status', { name: 'Caller', exact: true })
export const ticketBox = (page: Page): Locator => page.getByRole('textbox', { name: 'Ticket number' })
/** What stands above the actions of a card and must be read first. */
export const readFirst = (page: Page): Locator => page.getByRole('status', { name: 'Read first' })
export const codeBox = (page: Page): Locator => verifyDialog(page).getByRole('textbox', { name: 'Code' })

/** What the practice tenant sent to a user, newest first. */
export async function messagesTo(simulator: SimulatorProcess, userId: string): Promise<InboxMessage[]> {
  const { messages } = (await simulator.control({ action: 'inbox' })) as { messages: InboxMessage[] }
  return messages.filter((message) => message.userId === userId)
}

/** The newest code that the caller could read out. */
export async function codeFor(simulator: SimulatorProcess, userId: string): Promise<string> {
  const code = (await messagesTo(simulator, userId))[0]?.code
  if (code === undefined) throw new Error('no code was sent to this user')
  return code
}

/** Another code of the same length. */
export const wrongCode = (code: string): string => `${code.startsWith('9') ? '1' : '9'}${code.slice(1)}`

/** Opens the dialog from the open card. */
export async function startVerifying(page: Page): Promise<Locator> {
  await button(card(page), 'Verify caller').click()
  await expect(verifyDialog(page)).toBeVisible()
  return verifyDialog(page)
}

/** Sends a code from the open dialog; answers what the caller reads. */
export async function sendCode(
  page: Page,
  simulator: SimulatorProcess,
  userId: string,
  by: 'SMS' | 'e-mail' = 'SMS'
): Promise<string> {
  await button(verifyDialog(page), `Send code by ${by}`).click()
  await expect(codeBox(page)).toBeFocused()
  return codeFor(simulator, userId)
}

/** Enters a code in the open dialog and has it checked. */
export async function enterCode(page: Page, code: string): Promise<void> {
  await codeBox(page).fill(code)
  await button(verifyDialog(page), 'Check code').click()
}

/** Verifies the caller of the open card by an SMS code. */
export async function verifyBySms(page: Page, simulator: SimulatorProcess, userId: string): Promise<void> {
  await startVerifying(page)
  await enterCode(page, await sendCode(page, simulator, userId))
  await expect(verifyDialog(page)).toHaveCount(0)
  await expect(callerStatus(page)).toContainText('Verified by SMS code')
}

export interface Caller {
  id: string
  email: string
  name: string
  phone: string
}

let phones = 0

/** Somebody new with a verified e-mail address and telephone number. */
export async function addCallerWithPhone(
  simulator: SimulatorProcess,
  given: GivenUser = {}
): Promise<Caller> {
  const phone = `+1415555${2_000 + phones++}`
  return { ...(await addCaller(simulator, { phone, ...given })), phone }
}

/** The card of somebody new. */
export async function openCaller({ page, simulator }: Desk, given: GivenUser = {}): Promise<Caller> {
  const caller = await addCallerWithPhone(simulator, given)
  await openCard(page, caller.id, caller.name)
  return caller
}

/** The card of somebody new who is verified by an SMS code. */
export async function openVerified(desk: Desk): Promise<Caller> {
  const caller = await openCaller(desk)
  await verifyBySms(desk.page, desk.simulator, caller.id)
  return caller
}

/** Asks main past every screen, as a page would that was taken over. */
export function ask<Name extends OperationName>(
  page: Page,
  name: Name,
  input: unknown
): Promise<Answer<Name>> {
  const asked = page.evaluate(([name, input]) => window.tessera.invoke(name as 'call.open', input as never), [
    name,
    input
  ] as const)
  return asked as unknown as Promise<Answer<Name>>
}

/** A user of the open tenant, as operations name them. */
export async function refOf(page: Page, userId: string): Promise<{ tenantId: string; userId: string }> {
  return { tenantId: (await appState(page)).currentTenantId, userId }
}

async function appState(page: Page) {
  const answer = await ask(page, 'app.state', null)
  if (!answer.ok) throw new Error(answer.error.kind)
  return answer.value
}

const line = ({ method, path }: Passed) => `${method} ${path.replace('/cis', '')}`

/** All that was sent to Mosaic and is no reading, as `METHOD path`; tokens apart. */
export const writes = ({ passed }: Gateway): string[] =>
  passed.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/oidc/token')).map(line)

const proofs = [
  /^POST \/v1\/auth\/otp\/(send|authenticate)$/,
  /^POST \/v1\/auth\/link\/email\/send$/,
  /^POST \/v1\/auth\/password\/authenticate$/,
  /^POST \/v1\/auth\/session\/logout$/
]

/** The writes among them that are no step of a verification. */
export function changes(gateway: Gateway): string[] {
  const steps = gateway.passed.filter(
    (one) => proofs.some((proof) => proof.test(line(one))) && !one.body.includes('"direct"')
  )
  return writes({ ...gateway, passed: gateway.passed.filter((one) => !steps.includes(one)) })
}

/** Main refuses to change anything for this user, and nothing of it leaves the computer. */
export async function expectUnverified({ page, gateway }: Desk, userId: string): Promise<void> {
  const before = writes(gateway)
  expect(await ask(page, 'password.issue', await refOf(page, userId))).toMatchObject({
    ok: false,
    error: { kind: 'verification-required' }
  })
  expect(writes(gateway)).toEqual(before)
}

/** The agent’s own policy file from now on; `none` takes it away. The next thing that is asked goes by it. */
export async function setPolicy(userData: string, policy: PolicyFile | 'none'): Promise<void> {
  const file = join(userData, 'policy.json')
  if (policy === 'none') await rm(file, { force: true })
  else await writeFile(file, JSON.stringify(policy))
}

/** Where the links of the practice application may lead. */
export const redirectUri = 'https://shop.example.com/signed-in'

/** Saves the open tenant’s profile anew, with its secret for the session: with a redirect URI, or after a restart. */
export async function saveProfileAgain(
  page: Page,
  { clientSecret: secret }: SimulatorProcess,
  changed: { redirectUri?: string } = {}
): Promise<void> {
  const { tenants, currentTenantId: tenantId } = await appState(page)
  const profile = tenants.find(({ id }) => id === tenantId)
  if (profile === undefined) throw new Error('no tenant is open')
  const { label, environment, apiHost, clientId, colour, defaultCountry } = profile
  const draft = { label, environment, apiHost, clientId, colour, defaultCountry, ...changed }
  const saved = await ask(page, 'tenants.save', { tenantId, draft, secret, keep: 'session' })
  if (!saved.ok) throw new Error(`The tenant was not saved: ${JSON.stringify(saved.error)}`)
  await page.reload()
}

/** The same with rules of which the rest are Tessera's own. */
export const setRules = ({ tessera }: Desk, rules: Omit<PolicyFile, 'version'>): Promise<void> =>
  setPolicy(tessera.userData, { version: 1, ...rules })

/** A desk with Tessera's own policy, whose tenant profile has a redirect URI, so that links can be sent. */
export async function openVerificationDesk(): Promise<Desk> {
  const desk = await openDesk({ policy: 'none' })
  await saveProfileAgain(desk.page, desk.simulator, { redirectUri })
  return desk
}

/** What the system tells of an agent who is away from the machine. */
export const goAway = ({ app }: Tessera, how: 'suspend' | 'lock-screen' | 'user-did-resign-active') =>
  app.evaluate(({ powerMonitor }, how) => powerMonitor.emit(how), how)

/** The row of a way to verify in the open dialog, found by its button. */
export const wayOf = (page: Page, name: string): Locator =>
  verifyDialog(page)
    .getByRole('listitem')
    .filter({ has: button(page, name) })

/** What the system's telephone was given from now on, instead of the system. */
export const watchTelephone = ({ app }: Tessera) =>
  app.evaluateHandle(({ shell }) => {
    const given: string[] = []
    shell.openExternal = async (address) => void given.push(address)
    return given
  })

/** Codes and links are asked for by user ID, with nothing in the request that could name another place; answers how many were. */
export function expectOnlyToWhatIsOnFile({ passed }: Gateway): number {
  expect(passed.filter(({ body, path }) => /custom_(email|phone)/.test(body + path))).toEqual([])
  const sent = passed.filter(({ path }) => /\/(otp|email)\/send$/.test(path))
  for (const { path, body } of sent) {
    const { channel = 'email', identifier, ...rest } = JSON.parse(body) as Record<string, unknown>
    expect(['sms', 'email']).toContain(channel)
    expect(identifier).toMatch(/^[\w-]{21}$/)
    const isLink = path.endsWith('email/send')
    expect(rest).toEqual({ identifier_type: 'user_id', ...(isLink && { redirect_uri: redirectUri }) })
  }
  return sent.length
}
