import type { EventTarget } from './events'
import type { Emit } from './handlers'

/** Events for one window, sent in the order in which they were emitted. The schemas are loaded with the first one. */
export function createEmitter(
  target: EventTarget,
  options: { origin: string; log: (line: string) => void }
): Emit {
  let sender: Promise<typeof import('./events')> | undefined
  return (name, payload) => {
    sender ??= import('./events')
    sender
      .then(({ sendEvent }) => sendEvent(target, { name, payload }, options))
      .catch(() => options.log(`${name}: the event could not be sent`))
  }
}
