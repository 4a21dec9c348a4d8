/** The part of Electron's WebFrameMain that the check reads. */
export interface SenderFrame {
  readonly parent: unknown
  readonly detached: boolean
  readonly origin: string
  readonly url: string
}

/**
 * True for the window's top frame while it shows exactly our origin. A missing frame, a child frame, a detached one and
 * `about:blank` (which inherits the origin but not the address) are all refused. `top` is the window's frame now: once its
 * page has crashed, Electron calls it detached for ever.
 */
export function isOurFrame(frame: SenderFrame | null | undefined, origin: string, top: unknown): boolean {
  try {
    if (frame == null || frame.parent !== null || (frame.detached && frame !== top)) return false
    return frame.origin === origin && frame.url.startsWith(`${origin}/`)
  } catch {
    // Electron throws when the frame is gone by now
    return false
  }
}
