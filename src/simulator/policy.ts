import type { JsonObject, OtherMethods, PasswordPolicy, PasswordRules } from './types'

/** The password settings of the practice application. Ranges and meanings: API.md §5. */
export const practicePolicy: PasswordRules & JsonObject & { message: JsonObject } = {
  passwordComplexity: 3,
  passwordMinLength: 12,
  passwordExpiresIn: 180,
  ignoreExpiration: false,
  blockPreviousPasswords: 5,
  checkHibp: true,
  checkDictionary: true,
  maxPasswordFailures: 5,
  passwordSuspensionDuration: 15,
  failuresExpireIn: 15,
  lockoutTiers: [],
  resetValidityMinutes: 15,
  codeLength: 6,
  tempPasswordValidityHours: 72,
  requireMFA: false,
  notifyOnPasswordUpdate: true,
  message: { primaryColor: '#0b7a53', from: 'Contoso shop', subject: 'Your password' }
}

/** The other application's: it locks in steps, and for good after the last one (API.md §3.2). */
export const loyaltyPolicy: PasswordPolicy = {
  ...practicePolicy,
  lockoutTiers: [
    { attempts: 5, duration: 1 },
    { attempts: 8, duration: 10 },
    { attempts: 10, duration: 60 }
  ],
  failuresExpireIn: 1_440,
  message: { primaryColor: '#5b3fa8', from: 'Contoso loyalty', subject: 'Your password' }
}

/** Mosaic's defaults (API.md §5), by which the tenant goes where its settings lack a field. */
const defaults: PasswordRules = {
  passwordComplexity: 5,
  passwordMinLength: 14,
  passwordExpiresIn: 90,
  ignoreExpiration: false,
  blockPreviousPasswords: 0,
  checkHibp: false,
  checkDictionary: false,
  maxPasswordFailures: 5,
  passwordSuspensionDuration: 15,
  failuresExpireIn: 15,
  lockoutTiers: [],
  resetValidityMinutes: 5,
  codeLength: 6,
  tempPasswordValidityHours: 72,
  requireMFA: false,
  notifyOnPasswordUpdate: false
}

export function rulesOf(policy: PasswordPolicy): PasswordRules {
  return { ...defaults, ...policy }
}

/** The other sign-in methods. The provider's secret is there because Mosaic may return it too (API.md §5). */
export const otherMethods: OtherMethods = {
  email_otp: {
    expiresIn: 5,
    maxFailures: 3,
    lockoutDuration: 15,
    codeLength: 6,
    message: { primaryColor: '#0b7a53', from: 'Contoso shop', subject: 'Your code' }
  },
  sms: { expiresIn: 5, maxFailures: 3, lockoutDuration: 15, codeLength: 6 },
  email: {
    expiresIn: 15,
    linksPerUser: 5,
    message: { primaryColor: '#0b7a53', from: 'Contoso shop', subject: 'Your sign-in link' }
  },
  webauthn_api: { rpId: 'shop.example.com', rpWebOrigins: ['https://shop.example.com'] },
  totp: { algorithm: 'sha1', digits: 6, period: 30, issuer: 'Contoso shop' },
  google: {
    clientId: 'practice-google-client',
    clientSecret: 'practice-google-secret',
    redirectUris: ['https://shop.example.com/google']
  }
}
