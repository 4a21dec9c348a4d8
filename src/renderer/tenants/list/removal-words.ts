import type { TenantSummary } from '../../../shared/tenant'
import { applicationName } from '../../state/open-application'

const withSecret = ({ applications }: TenantSummary) =>
  applications.filter(({ secretStored }) => secretStored)

/** "The profile and its client secret are deleted from this computer." */
export function removalQuestion(tenant: TenantSummary): string {
  const count = Math.max(1, withSecret(tenant).length)
  const secrets = count === 1 ? 'its client secret' : `its ${count} client secrets`
  return `The profile and ${secrets} are deleted from this computer.`
}

/** What became of the profile and of its client secrets, once both are gone. */
export function removedWords(tenant: TenantSummary): string {
  const count = withSecret(tenant).length
  if (count === 0) return `${tenant.label} was removed. No client secret was stored for it.`
  const secrets = count === 1 ? 'its client secret was' : `its ${count} client secrets were`
  return `${tenant.label} was removed, and ${secrets} deleted from the keychain.`
}

/** Which secret may be left. Main answers with the first failure, whichever of several secrets it met. */
export function secretLeftWords(tenant: TenantSummary): string {
  const stored = withSecret(tenant)
  if (stored.length < 2) {
    return 'Its client secret could not be deleted and is still in this computer’s keychain. Tessera tries again at its next start.'
  }
  const names = stored.map(applicationName).join(', ')
  return `At least one of its client secrets (${names}) could not be deleted and is still in this computer’s keychain. Tessera tries again at its next start.`
}
