import type { PasswordSettings } from '../../src/shared/password-settings'

/** Password settings as an application of Mosaic may have them, all of them reported. */
export const settings: PasswordSettings = {
  passwordComplexity: 3,
  passwordMinLength: 12,
  passwordExpiresIn: 90,
  ignoreExpiration: false,
  blockPreviousPasswords: 5,
  checkHibp: true,
  checkDictionary: false,
  maxPasswordFailures: 5,
  passwordSuspensionDuration: 15,
  failuresExpireIn: 15,
  lockoutTiers: [],
  resetValidityMinutes: 15,
  codeLength: 6,
  tempPasswordValidityHours: 24,
  requireMFA: false,
  notifyOnPasswordUpdate: true,
  message: { primaryColor: '#0b7a53', from: 'Contoso shop', subject: 'Your password' }
}
