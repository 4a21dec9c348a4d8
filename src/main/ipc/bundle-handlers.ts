import type { Handlers } from './handlers'
import type { Services } from './services'

type Names = Extract<keyof Handlers, `bundle.${string}`>

/** Tenant profiles as one file: imported, exported, and what the organisation installed. */
export function bundleHandlers({ bundles, state }: Services): Pick<Handlers, Names> {
  const { exported, imported, managed } = bundles
  return {
    'bundle.open': () => imported.open(),
    'bundle.apply': async (input) => {
      const applied = await imported.apply(input)
      return { state: state(), applied }
    },
    'bundle.discard': async ({ previewId }) => {
      imported.discard(previewId)
      return null
    },
    'bundle.export': (input) => exported.export(input),
    'bundle.managed': () => managed.view(),
    'bundle.takeSecrets': async ({ passphrase }) => {
      const applied = await managed.takeSecrets(passphrase)
      return { state: state(), applied }
    }
  }
}
