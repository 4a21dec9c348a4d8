import type { Page } from 'playwright/test'
import type { Input, Output } from '../../../src/shared/contract'
import type { AppError } from '../../../src/shared/errors'
import type { OperationName } from '../../../src/shared/operations'
import { ask } from './verification'

/** Asks main past every screen, where it must be answered. */
export async function answerOf<Name extends OperationName>(
  page: Page,
  name: Name,
  input: Input<Name>
): Promise<Output<Name>> {
  const answer = await ask(page, name, input)
  if (!answer.ok) throw new Error(`${name} failed: ${JSON.stringify(answer.error)}`)
  return answer.value
}

/** The same where it must fail. */
export async function errorOf<Name extends OperationName>(
  page: Page,
  name: Name,
  input: Input<Name>
): Promise<AppError> {
  const answer = await ask(page, name, input)
  if (answer.ok) throw new Error(`${name} was answered`)
  return answer.error
}
