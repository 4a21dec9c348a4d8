/** Agents' words for Mosaic's authenticator types (API.md §3.3); the list is open, others are shown as they come. */
const types: Record<string, string> = {
  password: 'Password',
  webauthn: 'Passkey',
  sms_otp: 'SMS code',
  email_otp: 'E-mail code',
  email_magic_link: 'E-mail link',
  direct_otp: 'One-time code',
  totp: 'Authenticator app',
  mobile_biometric: 'Phone biometrics',
  pin_authenticator: 'PIN',
  face: 'Face',
  google: 'Google',
  facebook: 'Facebook',
  apple: 'Apple',
  line: 'LINE',
  tiktok: 'TikTok',
  saml: 'Company sign-in (SAML)',
  oidc: 'Company sign-in (OIDC)'
}

export const typeWords = (type: string): string => types[type] ?? type
