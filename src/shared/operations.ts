/**
 * The names of everything the renderer may ask, without schemas: the preload must stay small and its
 * sandbox loads no validator. `contract.ts` gives each its shapes and does not compile when one is missing.
 */
export const operationNames = [
  'app.state',
  'app.ready',
  'app.dismissNotice',
  'app.copy',
  'tenants.select',
  'tenants.save',
  'tenants.remove',
  'tenants.test',
  'tenants.secretStatus',
  'tenants.clearSecret',
  'tenants.saveApplication',
  'tenants.removeApplication',
  'tenants.selectApplication',
  'tenants.setSecret',
  'tenants.rotateSecret',
  'tenants.reorder',
  'tenants.listApplications',
  'doctor.examine',
  'passwordSettings.read',
  'passwordSettings.save',
  'passwordSettings.undo',
  'passwordSettings.ages',
  'tenant.rules',
  'bundle.open',
  'bundle.apply',
  'bundle.discard',
  'bundle.export',
  'bundle.managed',
  'bundle.takeSecrets',
  'lookup.run',
  'settings.network',
  'settings.saveProxy',
  'settings.chooseCa',
  'settings.clearCa',
  'find',
  'user.read',
  'user.raw',
  'user.authenticators',
  'user.sessions',
  'user.groups',
  'user.create',
  'user.addToApp',
  'user.setStatus',
  'user.signOut',
  'password.unlock',
  'password.issue',
  'issued.reveal',
  'issued.copy',
  'issued.done',
  'call.open',
  'call.close',
  'call.setTicket',
  'call.refuse',
  'call.copyNote',
  'verify.sendCode',
  'verify.checkCode',
  'verify.sendLink',
  'verify.checkLink',
  'verify.password',
  'verify.attest',
  'verify.dial',
  'reset.send',
  'password.set',
  'password.check',
  'access.issue',
  'tracker.list',
  'policy.view',
  'journal.query',
  'journal.verify',
  'journal.export',
  'practice.inbox',
  'practice.openLink'
] as const

export const eventNames = [
  'app.state',
  'app.menu',
  'find.asked',
  'find.answer',
  'lookup.answer',
  'call.state',
  'issued.clipboardCleared'
] as const

export type OperationName = (typeof operationNames)[number]
export type EventName = (typeof eventNames)[number]

/** IPC channel of an operation, of the cancel message, and of an event. */
export const operationChannel = (name: OperationName): string => `tessera:${name}`
export const cancelChannel = 'tessera-cancel'
export const eventChannel = (name: EventName): string => `tessera-event:${name}`
