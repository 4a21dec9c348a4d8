import type { DeskAction } from '../../../src/shared/desk-action'
import type { Policy } from '../../../src/shared/policy'
import type { VerificationKind } from '../../../src/shared/verification'

/** The safe defaults as they are documented, written out: nothing of it is taken from the code that is tested. */
const kinds: VerificationKind[] = [
  'sms-code',
  'email-code',
  'email-link',
  'call-back',
  'manager-approval',
  'in-person'
]
const once = { required: 1, kinds, lifeMinutes: 10 }
const never = { required: 0, kinds, lifeMinutes: 10 }
const byAction: Record<DeskAction, typeof once> = {
  unlock: once,
  issue: once,
  'set-password': once,
  'send-reset': never,
  'access-code': once,
  'sign-in-check': never,
  'sign-out': never,
  suspend: once,
  activate: once,
  create: never,
  'add-to-app': never
}

export const documentedDefaults: Policy = {
  allowed: [
    'unlock',
    'issue',
    'set-password',
    'send-reset',
    'access-code',
    'sign-in-check',
    'sign-out',
    'suspend',
    'activate',
    'create',
    'add-to-app'
  ],
  kinds,
  lifeMinutes: 10,
  byAction,
  allowUnverifiedContact: false,
  allowRecentlyChanged: false,
  ticket: { required: false },
  temporaryPassword: { alphabet: 'readable', groups: 4, delivery: 'show' },
  permanentPasswords: false,
  privileged: { groupIds: [], userIds: [], customData: [] },
  limits: { changesPerHour: 60, resetsPerUserPerDay: 5 },
  passwordSettings: 'practice',
  bundles: { trustedKeys: [], requireSignature: false, exportSecrets: false },
  updates: 'automatic',
  links: true
}

/** As documented for an administrator's file that cannot be used. */
export const documentedLock: Policy = {
  ...documentedDefaults,
  allowed: [],
  passwordSettings: 'never',
  updates: 'off',
  links: false,
  bundles: { trustedKeys: [], requireSignature: true, exportSecrets: false }
}
