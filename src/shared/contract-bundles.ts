import { z } from 'zod'
import { appState } from './app-state'
import { bundleApplied, bundleExported, bundleOpened, managedBundle } from './bundle-view'
import { mostBundledTenants, tooManyTenants } from './bundle-limits'
import { id, nothing } from './contract-parts'

/** A bundle with secrets may fall into anybody's hands. */
const newPassphrase = z.string().min(12, 'Use at least 12 characters.').max(500)
const passphrase = z.string().min(1, 'Enter the passphrase.').max(500)

/** Bundles: a part of the contract. */
export const bundleOperations = {
  /** asks for a file in main: no path ever comes from the renderer */
  'bundle.open': { input: nothing, output: bundleOpened },
  /** all or nothing. A wrong passphrase is `invalid-input` for `passphrase`. */
  'bundle.apply': {
    input: z.strictObject({
      previewId: id,
      passphrase: passphrase.optional(),
      /** the user was told that it is older than one that was imported, and wants it */
      acceptOlder: z.boolean().optional(),
      /** the user was shown `newKeys`, and wants them trusted */
      acceptKeys: z.boolean().optional()
    }),
    output: z.object({ state: appState, applied: bundleApplied })
  },
  'bundle.discard': { input: z.strictObject({ previewId: id }), output: z.null() },
  'bundle.export': {
    input: z.strictObject({
      tenantIds: z.array(id).max(mostBundledTenants, tooManyTenants),
      issuer: z.string().trim().min(1, 'Say who makes this bundle.').max(80, 'Use at most 80 characters.'),
      withPolicy: z.boolean(),
      withDefaults: z.boolean(),
      /** with one, client secrets go along, encrypted to it; only where the policy allows it */
      passphrase: newPassphrase.optional()
    }),
    output: bundleExported
  },
  'bundle.managed': { input: nothing, output: managedBundle },
  /** the secrets of the machine-wide bundle, into the keychain */
  'bundle.takeSecrets': {
    input: z.strictObject({ passphrase }),
    output: z.object({ state: appState, applied: bundleApplied })
  }
} as const
