import { act, screen, within } from '@testing-library/react'
import { App } from '../../src/renderer/App'
// loaded here, or the first test would wait for it on a busy machine
import '../../src/renderer/look-up/LookUpScreen'
import type { Input } from '../../src/shared/contract'
import type { AppError } from '../../src/shared/errors'
import type { LookUpAnswer } from '../../src/shared/lookup'
import type { TenantSummary } from '../../src/shared/tenant'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'
import { anAppState, aUser, contoso, practice } from './fixtures'
import { card } from './find-helpers'
import { renderScreen } from './render'

const tenantOf = (name: string, more: Partial<TenantSummary> = {}): TenantSummary => ({
  ...contoso,
  id: `t-${name.toLowerCase()}`,
  label: name,
  applications: [{ id: 'main', clientId: name, appName: `${name} shop`, secretStored: true }],
  ...more
})
export const fabrikam = tenantOf('Fabrikam', {
  environment: 'sandbox',
  apiHost: 'https://api.sbx.transmitsecurity.io',
  colour: 'blue'
})
export const tailspin = tenantOf('Tailspin', { colour: 'teal' })
export const stateOf = (currentTenantId: string) =>
  anAppState({ tenants: [contoso, fabrikam, tailspin, practice], currentTenantId })

/** The same tenant with a second application. */
export const withLoyalty = (of: TenantSummary, applicationId = 'main'): TenantSummary => ({
  ...of,
  applicationId,
  applications: [
    ...of.applications,
    { id: 'loyalty', name: 'Loyalty', clientId: `loyalty of ${of.label}`, secretStored: true }
  ]
})

export const ana = aUser()
export const failure: AppError = {
  kind: 'unexpected-answer',
  problem: 'Mosaic answered 503.',
  status: 503
}

/** What main says of that tenant, by the client that the application has. */
export function answerOf(
  { id, apiHost, applications }: TenantSummary,
  outcome: LookUpAnswer['outcome'],
  applicationId = 'main'
): LookUpAnswer {
  const clientId = applications.find((one) => one.id === applicationId)?.clientId
  if (clientId === undefined) throw new Error(`${id} has no application ${applicationId}`)
  return { tenantId: id, applicationId, clientOf: { apiHost, clientId }, milliseconds: 12, outcome }
}
export const found = (users = [ana]): LookUpAnswer['outcome'] => ({ state: 'found', users, more: 0 })
export const none: LookUpAnswer['outcome'] = { state: 'none' }
export const failed: LookUpAnswer['outcome'] = { state: 'failed', error: failure }

export const box = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Find in all tenants' })
export const button = (name: string) => screen.getByRole('button', { name })
export const rows = () =>
  within(screen.getByRole('list', { name: 'Answers by tenant' })).getAllByRole('listitem')
export const row = ({ label }: TenantSummary) => screen.getByRole('listitem', { name: label })
export const summary = () => screen.getAllByRole('status').find((one) => /answered/.test(one.textContent))

/** The screen by its key, over a main that answers when the test says so. */
export async function openLookUp(more: FakeHandlers = {}) {
  const runs: { input: Input<'lookup.run'>; signal: AbortSignal; end: () => void }[] = []
  const view = renderScreen(<App />, {
    ...card,
    'app.state': () => stateOf(contoso.id),
    'tenants.select': ({ tenantId }) => stateOf(tenantId),
    'lookup.run': async (input, signal) => {
      const over = deferred<void>()
      runs.push({ input, signal, end: () => over.resolve() })
      await over.promise
      return { answers: [], milliseconds: 1 }
    },
    ...more
  })
  await screen.findByRole('heading', { name: /Find a caller/ })
  await view.user.keyboard('{Control>}{Shift>}k{/Shift}{/Control}')
  await screen.findByRole('heading', { name: 'Look up in all tenants' })
  const lookUp = async (text: string) => {
    await view.user.clear(box())
    await view.user.type(box(), `${text}{Enter}`)
  }
  const answer = (...answers: LookUpAnswer[]) => {
    const lookUpId = runs.at(-1)?.input.lookUpId ?? ''
    act(() => answers.forEach((one) => view.emit('lookup.answer', { lookUpId, answer: one })))
  }
  return { ...view, runs, lookUp, answer }
}
