import { isExpired, passwordEnd } from './password-rules'
import { membershipFor, type Tenant } from './state'
import type { Client, Contact, Identity, JsonObject, Membership, UserRecord } from './types'

/** An instant as ISO 8601: all dates but those of users, groups and `password_information` (API.md §9). */
export function iso(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : new Date(instant).toISOString()
}

/** A user as Mosaic gives it out (API.md §2.5); fields that are undefined vanish in the JSON. */
export function userView(tenant: Tenant, client: Client, user: UserRecord): JsonObject {
  const membership = membershipFor(client, user)
  const app = membership && tenant.apps.get(membership.appId)
  return {
    user_id: user.userId,
    status: user.status,
    status_changed_at: iso(user.statusChangedAt),
    created_at: user.createdAt,
    updated_at: user.updatedAt,
    last_auth: iso(user.lastAuth),
    email: user.email && emailView(user.email),
    secondary_emails: user.secondaryEmails.map(emailView),
    phone_number: user.phone && phoneView(user.phone),
    secondary_phone_numbers: user.secondaryPhones.map(phoneView),
    // "Defined only if a password was set for the user"
    username: membership?.password && membership.username,
    external_user_id: user.externalUserId,
    external_account_id: membership?.externalAccountId,
    app_name: app?.name,
    name: user.name,
    address: user.address,
    birthday: user.birthday,
    picture: user.picture,
    language: user.language,
    custom_data: user.customData,
    custom_app_data: membership?.customAppData ?? {},
    groupIds: user.groupIds,
    identities: user.identities.map(identityView),
    password_information: membership && passwordInformation(tenant, membership)
  }
}

function passwordInformation(tenant: Tenant, { appId, password }: Membership): JsonObject | undefined {
  if (!password) return undefined
  const policy = tenant.apps.get(appId)?.policy
  return {
    expired: isExpired(password, policy, tenant.now()),
    temporary: password.temporary,
    updated_at: password.updatedAt,
    expires_in: iso(passwordEnd(password, policy))
  }
}

function emailView({ value, verified, verifiedAt }: Contact): JsonObject {
  return { value, email_verified: verified, verified_at: iso(verifiedAt) }
}

function phoneView({ value, verified, verifiedAt }: Contact): JsonObject {
  return { value, phone_number_verified: verified, verified_at: iso(verifiedAt) }
}

function identityView({ authType, identifier, firstAuth, lastAuth }: Identity): JsonObject {
  return {
    provider_name: 'Transmit Security',
    provider_type: 'Native',
    auth_type: authType,
    identifier,
    first_auth_date: iso(firstAuth),
    last_auth_date: iso(lastAuth)
  }
}
