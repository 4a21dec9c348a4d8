import { deskAction } from '../../../src/shared/desk-action'
import type { PolicyFile } from '../../../src/shared/policy'

/** Asks for no verification and sets no bounds: for tests whose subject is another. */
export const trustingPolicy: PolicyFile = {
  version: 1,
  verification: {
    byAction: Object.fromEntries(deskAction.options.map((action) => [action, { required: 0 }]))
  },
  limits: { changesPerHour: 10_000, resetsPerUserPerDay: 1_000 }
}
