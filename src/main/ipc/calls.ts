/** The calls of one window that are under way, each with the controller that stops it. */
export interface Calls {
  /** `undefined` when the id is taken or too many calls run */
  begin(callId: string | undefined): AbortController | undefined
  end(controller: AbortController): void
  cancel(callId: string): void
  cancelAll(): void
}

/** Keeps at most `limit` calls; ids are unique among those under way. */
export function trackCalls(limit: number): Calls {
  const running = new Map<AbortController, string | undefined>()
  const byId = new Map<string, AbortController>()
  return {
    begin(callId) {
      if (running.size >= limit || (callId !== undefined && byId.has(callId))) return undefined
      const controller = new AbortController()
      running.set(controller, callId)
      if (callId !== undefined) byId.set(callId, controller)
      return controller
    },
    end(controller) {
      const callId = running.get(controller)
      running.delete(controller)
      if (callId !== undefined) byId.delete(callId)
    },
    cancel: (callId) => byId.get(callId)?.abort(),
    cancelAll() {
      for (const controller of running.keys()) controller.abort()
    }
  }
}
