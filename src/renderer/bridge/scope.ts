import type { Input } from '../../shared/contract'
import type { OperationName } from '../../shared/operations'

type NamesTenant = {
  [Name in OperationName]: Input<Name> extends { tenantId: string } ? Name : never
}[OperationName]

/** What an agent does at the desk: it belongs to the application that is shown. Profiles and the doctor name their own. */
export type DeskOperation = Exclude<NamesTenant, `tenants.${string}` | `doctor.${string}`>

/** One application of a tenant. */
export interface Scope {
  tenantId: string
  applicationId: string
}

let shown: Scope | undefined

/** Takes down what the screen shows from now on (state/app-scope.ts); undefined before anything is known. */
export function showScope(scope: Scope | undefined): void {
  shown = scope
}

/** The application of that tenant that the screen shows; undefined where it shows another tenant. */
export function shownApplication(tenantId: string): string | undefined {
  return shown?.tenantId === tenantId ? shown.applicationId : undefined
}

function pinned<Of extends { tenantId: string; applicationId?: string | undefined }>(input: Of): Of {
  const applicationId = shownApplication(input.tenantId)
  return applicationId === undefined || input.applicationId !== undefined
    ? input
    : { ...input, applicationId }
}

/**
 * What is sent: a call of the desk says for which application it was made, so that main can refuse it under another one. An act on
 * an account names its application itself, as the card had it on which it was begun.
 */
export function scoped<Name extends OperationName>(name: Name, input: Input<Name>): Input<Name> {
  return isDeskCall(name, input) ? pinned(input) : input
}

function isDeskCall<Name extends OperationName>(
  name: Name,
  input: Input<Name>
): input is Input<Name> & Input<DeskOperation> {
  if (name.startsWith('tenants.') || name.startsWith('doctor.')) return false
  return typeof input === 'object' && input !== null && 'tenantId' in input
}
