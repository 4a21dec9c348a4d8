import type { DeskAction } from '../../shared/desk-action'
import type { PolicyView } from '../../shared/policy'
import type { Environment } from '../../shared/tenant'
import { editRefusal } from './password-settings-gate'

/** What decides on a button besides the client: this machine's policy, and the application. */
export interface DoctorFacts {
  policy: PolicyView
  environment: Environment
  /** whether the application has sign-in by password; undefined where that could not be read */
  passwordLogin?: boolean | undefined
}

/** Why this machine's policy takes that action away; undefined where it does not. */
export function actionRefusal({ policy: view }: DoctorFacts, action: DeskAction): string | undefined {
  if (view.locked) return lockedWords
  return view.policy.allowed.includes(action) ? undefined : 'This machine’s policy does not allow it.'
}

/** Why password settings may not be changed on this machine; undefined where they may. */
export function settingsRefusal({ policy, environment }: DoctorFacts): string | undefined {
  if (policy.locked) return lockedWords
  const refusal = editRefusal(policy, environment)
  return refusal && `This machine’s policy does not allow it: ${refusal.why}`
}

const lockedWords = 'This machine’s policy cannot be read, so nothing may be changed.'
