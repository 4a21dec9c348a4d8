import type { Page } from 'playwright/test'
import type { Answer, Input, Output } from '../../../src/shared/contract'
import type { AppError } from '../../../src/shared/errors'
import type { OperationName } from '../../../src/shared/operations'

/** Asks main from the page as a script in it could, whatever the screen offers. */
export const invoke = <Name extends OperationName>(
  page: Page,
  name: Name,
  input: Input<Name>
): Promise<Answer<Name>> =>
  page.evaluate(([name, input]) => window.tessera.invoke(name as never, input as never), [
    name,
    input
  ] as const) as Promise<Answer<Name>>

/** The same where it must be answered. */
export async function answerOf<Name extends OperationName>(
  page: Page,
  name: Name,
  input: Input<Name>
): Promise<Output<Name>> {
  const answer = await invoke(page, name, input)
  if (!answer.ok) throw new Error(`${name} failed: ${JSON.stringify(answer.error)}`)
  return answer.value
}

/** The same where it must fail. */
export async function errorOf<Name extends OperationName>(
  page: Page,
  name: Name,
  input: Input<Name>
): Promise<AppError> {
  const answer = await invoke(page, name, input)
  if (answer.ok) throw new Error(`${name} was answered`)
  return answer.error
}

/** The tenant that is open. */
export const currentTenant = async (page: Page): Promise<string> =>
  (await answerOf(page, 'app.state', undefined)).currentTenantId
