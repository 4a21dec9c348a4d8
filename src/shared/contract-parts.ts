import { z } from 'zod'

// The pieces that several operations take.
export const nothing = z.undefined().or(z.null())
export const id = z.string().min(1).max(500)
/** A client secret on its way in; no operation carries one out. */
export const secret = z.string().min(1).max(4096)
/**
 * Every desk operation names its tenant, and the window the application that it shows: main refuses when another one is open by
 * now.
 */
export const inTenant = { tenantId: id, applicationId: id.optional() }
