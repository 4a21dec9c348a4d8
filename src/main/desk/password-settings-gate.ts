import { AppFailure } from '../../shared/errors'
import type { PolicyView } from '../../shared/policy'
import type { Environment } from '../../shared/tenant'
import type { TokenClaims } from '../mosaic/token-claims'
import { mayDo } from './permissions'

/** The tenant as its profile has it. */
export interface TenantOfSettings {
  label: string
  environment: Environment
}

/** Why password settings may not be changed here; undefined where they may. Pure. */
export function editRefusal(
  { locked, problem, policy }: PolicyView,
  environment: Environment
): { rule: string; why: string } | undefined {
  if (locked) return { rule: 'policy', why: problem ?? 'The managed policy cannot be read.' }
  const rule = 'passwordSettings.edit'
  switch (policy.passwordSettings) {
    case 'always':
      return undefined
    case 'practice':
      return environment === 'practice'
        ? undefined
        : {
            rule,
            why: 'Only the practice tenant’s password settings may be changed, as long as no policy allows it for others.'
          }
    case 'never':
      return { rule, why: 'Agents on this machine may not change password settings.' }
  }
}

/** Throws `policy-refused`. */
export function passEdit(policy: PolicyView, environment: Environment): void {
  const refusal = editRefusal(policy, environment)
  if (refusal !== undefined) throw new AppFailure({ kind: 'policy-refused', ...refusal })
}

/** In production the tenant's name has to be typed, so that nobody takes it for another one. Throws `invalid-input`. */
export function requireName({ environment, label }: TenantOfSettings, typed: string | undefined): void {
  if (environment !== 'production' || plain(typed ?? '') === plain(label)) return
  throw new AppFailure({
    kind: 'invalid-input',
    reason: 'form',
    fields: { tenantName: `Enter the tenant’s name as it is written here: ${label}` }
  })
}

const plain = (name: string): string => name.normalize('NFC').trim()

/** Why the client itself may not, where its own token says so, asked as the doctor asks; Mosaic decides in any case (API.md §1.3, §5). */
export function clientRefusal(claims: TokenClaims): string | undefined {
  return mayDo(claims, ['authentication-method', 'config'], 'edit')
    ? undefined
    : 'This client may not change them in Mosaic: it lacks the permission authentication-methods:edit.'
}
