import type { Handlers } from './handlers'
import type { Services } from './services'

type Names = Extract<keyof Handlers, `updates.${string}`> | 'app.licences'

/** The app as a program: its updates, and whose work is in it. */
export function updateHandlers({ licences, updates }: Services): Pick<Handlers, Names> {
  return {
    'updates.view': () => updates.view(),
    'updates.check': () => updates.check(),
    'updates.install': () => updates.install(),
    'app.licences': () => licences()
  }
}
