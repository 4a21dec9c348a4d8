import { app, session } from 'electron'
import { appScheme } from './app-origin'
import { createAppHandler } from './app-protocol'
import { lockPermissions } from './permission-lock'
import { lockRequests } from './request-lock'
import { windowPartition } from './window-options'

/** Locks every session from its first moment; call before `ready`. */
export function lockSessions(options: { devTools: boolean }): void {
  app.on('session-created', (created) => {
    lockPermissions(created)
    lockRequests(created, options)
  })
}

/** Whatever keeps the page from asking for its script, nothing else waits longer for that. */
const SCRIPT_MS = 2_000

// No host has this address: every connection to it fails at once.
const nowhere = 'http://255.255.255.255:9'

/**
 * Makes the window's session, in memory only, where `app://` serves the files of `folder` and nothing leads outside. Resolves when
 * the page has its script, or when it should have it by then.
 */
export function openSession(folder: string): Promise<void> {
  const own = session.fromPartition(windowPartition)
  const served = new Promise<void>((resolve) => {
    own.protocol.handle(appScheme, createAppHandler(folder, resolve))
    setTimeout(resolve, SCRIPT_MS)
  })
  // WebRTC asks neither the policy nor the request filter, and TURN over TCP would get out; the proxy it does ask.
  void own.setProxy({ mode: 'fixed_servers', proxyRules: nowhere, proxyBypassRules: '<-loopback>' })
  return served
}
