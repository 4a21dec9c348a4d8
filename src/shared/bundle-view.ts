import { z } from 'zod'
import { appError } from './error-schema'

const line = z.string().max(2_000)

/** What a bundle's signature says. `wrong`: the key is trusted, the bundle is not what it signed. */
export const signatureState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('trusted'), keyId: z.string(), keyName: z.string() }),
  z.object({ state: z.literal('unknown-key'), keyId: z.string() }),
  z.object({ state: z.literal('wrong'), keyId: z.string(), keyName: z.string() }),
  z.object({ state: z.literal('none') })
])

const anotherSeen = {
  seenSerial: z.number(),
  seenAt: z.number(),
  /** this one is well signed, and of that one nobody noted whether it was */
  unproved: z.literal(true).optional()
}

/** A bundle of the same series that was imported before. */
export const replayState = z.discriminatedUnion('state', [
  /** this very one */
  z.object({ state: z.literal('same'), seenAt: z.number() }),
  z.object({ state: z.literal('older'), ...anotherSeen }),
  /** the same serial number with other contents */
  z.object({ state: z.literal('rewritten'), ...anotherSeen })
])

export const bundleDifference = z.object({
  what: z.string().max(300),
  before: line.optional(),
  after: line.optional()
})

export const tenantDifference = z.object({
  id: z.string(),
  label: z.string(),
  change: z.enum(['added', 'changed', 'removed', 'same']),
  details: z.array(bundleDifference)
})

/** What an import would do. Nothing is changed by looking. */
export const bundlePreview = z.object({
  previewId: z.string(),
  fileName: z.string(),
  issuer: z.string(),
  bundleId: z.string(),
  serial: z.number(),
  createdAt: z.number(),
  signature: signatureState,
  replay: replayState.optional(),
  /** why it cannot be imported here: a sentence */
  refusal: z.string().max(1_000).optional(),
  /** sentences to read before importing */
  warnings: z.array(z.string().max(1_000)),
  /** keys that would be trusted because this bundle alone says so, without a proof of who made it: the user has to agree */
  newKeys: z.array(z.object({ name: z.string(), keyId: z.string() })),
  tenants: z.array(tenantDifference),
  policy: z.array(bundleDifference),
  defaults: z.array(bundleDifference),
  /** how many client secrets it carries */
  secrets: z.number().int()
})

/** A file that is no bundle is an answer, not a failure. */
export const bundleOpened = z.discriminatedUnion('state', [
  z.object({ state: z.literal('cancelled') }),
  z.object({ state: z.literal('unusable'), fileName: z.string(), problem: z.string().max(1_000) }),
  z.object({ state: z.literal('opened'), preview: bundlePreview })
])

export const bundleApplied = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  removed: z.number().int(),
  /** client secrets that are in the keychain now */
  secrets: z.number().int(),
  /** what was imported all the same but needs a look, e.g. an old secret that could not be deleted */
  problems: z.array(z.string().max(1_000))
})

/** The machine-wide bundle that an administrator installed. */
export const managedBundle = z.object({
  /** where it is or would be read from */
  file: z.string().max(4_096),
  state: z.enum(['none', 'in-force', 'refused']),
  /** why it is refused, or what is odd about it */
  problem: z.string().max(1_000).optional(),
  issuer: z.string().optional(),
  serial: z.number().optional(),
  signature: signatureState.optional(),
  tenants: z.number().int(),
  /** client secrets that it carries and that are not in the keychain yet: they need the passphrase */
  waitingSecrets: z.number().int()
})

export const bundleExported = z.object({
  /** absent when the user thought better of it */
  fileName: z.string().optional(),
  tenants: z.number().int(),
  secrets: z.number().int(),
  /** application → why its secret is not in it */
  without: z.array(z.object({ label: z.string(), error: appError.optional() }))
})

export type SignatureState = z.infer<typeof signatureState>
export type ReplayState = z.infer<typeof replayState>
export type BundleDifference = z.infer<typeof bundleDifference>
export type TenantDifference = z.infer<typeof tenantDifference>
export type BundlePreview = z.infer<typeof bundlePreview>
export type BundleOpened = z.infer<typeof bundleOpened>
export type BundleApplied = z.infer<typeof bundleApplied>
export type ManagedBundle = z.infer<typeof managedBundle>
export type BundleExported = z.infer<typeof bundleExported>
