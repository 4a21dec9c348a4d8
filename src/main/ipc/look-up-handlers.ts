import type { Handlers } from './handlers'
import type { Services } from './services'

/** One search over many tenants: it belongs to none of them, and goes on whichever is open. */
export function lookUpHandlers({ lookUps }: Pick<Services, 'lookUps'>): Pick<Handlers, 'lookup.run'> {
  return {
    'lookup.run': ({ lookUpId, text, tenantIds }, { signal, emit }) =>
      lookUps.run({
        text,
        tenantIds,
        signal,
        onAnswer: (answer) => emit('lookup.answer', { lookUpId, answer })
      })
  }
}
