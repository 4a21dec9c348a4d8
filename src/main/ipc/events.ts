import { events, type EventPayload } from '../../shared/contract'
import { eventChannel, type EventName } from '../../shared/operations'
import { isOurFrame, type SenderFrame } from './sender'

/** The part of Electron's WebContents that events need. */
export interface EventTarget {
  isDestroyed(): boolean
  readonly mainFrame: SenderFrame & { send(channel: string, payload: unknown): void }
}

/** Validates an event and sends it to the window's top frame, if that frame is ours. Never throws. */
export function sendEvent<Name extends EventName>(
  target: EventTarget,
  event: { name: Name; payload: EventPayload<Name> },
  options: { origin: string; log: (line: string) => void }
): void {
  const payload = events[event.name].safeParse(event.payload)
  if (!payload.success) return options.log(`${event.name}: the event does not fit and was not sent`)
  try {
    if (target.isDestroyed() || !isOurFrame(target.mainFrame, options.origin, target.mainFrame)) return
    target.mainFrame.send(eventChannel(event.name), payload.data)
  } catch {
    // the frame went away between the check and the sending: nobody is left to tell
  }
}
