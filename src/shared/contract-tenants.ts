import { z } from 'zod'
import { appState } from './app-state'
import { applicationDraft } from './application'
import { connectionReport } from './connection'
import { id, secret } from './contract-parts'
import { doctorReport } from './doctor'
import { appError } from './error-schema'
import { secretProblem, secretStatus, tenantDraft } from './tenant'

const ofApplication = z.strictObject({ tenantId: id, applicationId: id })
const keep = z.enum(['keychain', 'session'])

/** Profiles, their applications and secrets: a part of the contract. */
export const tenantOperations = {
  /** `unlessCall`: nobody at the desk asked for it; where a call would end with the tenant it is refused as `call-open` */
  'tenants.select': {
    input: z.strictObject({ tenantId: id, unlessCall: z.boolean().optional() }),
    output: appState
  },
  /** `tenantId` absent: a new profile. `secretProblem`: the profile was saved all the same. */
  'tenants.save': {
    input: z.strictObject({
      tenantId: id.optional(),
      draft: tenantDraft,
      secret: secret.optional(),
      keep
    }),
    output: z.object({ tenantId: z.string(), state: appState, secretProblem: secretProblem.optional() })
  },
  'tenants.remove': {
    input: z.strictObject({ tenantId: id }),
    output: z.object({ state: appState, secretError: appError.optional() })
  },
  /** with `secret` absent the stored one is used, if host and client are those of the stored profile */
  'tenants.test': {
    input: z.strictObject({
      tenantId: id.optional(),
      applicationId: id.optional(),
      draft: tenantDraft.pick({ apiHost: true, clientId: true }),
      secret: secret.optional()
    }),
    output: connectionReport
  },
  'tenants.secretStatus': {
    input: z.strictObject({ tenantId: id, applicationId: id.optional() }),
    output: z.object({ status: secretStatus, error: appError.optional() })
  },
  'tenants.clearSecret': {
    input: z.strictObject({ tenantId: id, applicationId: id.optional() }),
    output: z.object({ state: appState })
  },
  /** a further application of the tenant; `applicationId` absent: a new one */
  'tenants.saveApplication': {
    input: z.strictObject({
      tenantId: id,
      applicationId: id.optional(),
      draft: applicationDraft,
      secret: secret.optional(),
      keep
    }),
    output: z.object({ applicationId: z.string(), state: appState, secretProblem: secretProblem.optional() })
  },
  'tenants.removeApplication': {
    input: ofApplication,
    output: z.object({ state: appState, secretError: appError.optional() })
  },
  /** the open call goes on: a verified caller is the same person in every application of the tenant */
  'tenants.selectApplication': { input: ofApplication, output: appState },
  /** a secret alone: managed profiles take one too */
  'tenants.setSecret': {
    input: ofApplication.extend({ secret, keep }),
    output: z.object({ state: appState, secretProblem: secretProblem.optional() })
  },
  /** only a secret that Mosaic gives a token for, a good report, replaces the old one; `remark`: what the client could not do then */
  'tenants.rotateSecret': {
    input: ofApplication.extend({ secret }),
    output: z.object({
      report: connectionReport,
      remark: z.string().max(1_000).optional(),
      state: appState,
      secretProblem: secretProblem.optional()
    })
  },
  /** every profile's id, in the new order: imported ones are up to 2000, and those of the organisation and the agent's own come on top */
  'tenants.reorder': { input: z.strictObject({ tenantIds: z.array(id).max(10_000) }), output: appState },
  /** the applications of the Mosaic tenant, as far as this client may list them (API.md §7) */
  'tenants.listApplications': {
    input: ofApplication,
    output: z.array(z.object({ appId: z.string(), name: z.string(), description: z.string().optional() }))
  },
  'doctor.examine': { input: ofApplication, output: doctorReport }
} as const
