import { app, session, type Session } from 'electron'
import { appScheme, type PageSource } from './app-origin'
import { createAppHandler } from './app-protocol'
import { lockPermissions } from './permission-lock'
import { lockRequests } from './request-lock'
import { windowPartition } from './window-options'

/** Locks every session from its first moment; call before `ready`. */
export function lockSessions(options: { source: PageSource; devTools: boolean }): void {
  app.on('session-created', (created) => {
    lockPermissions(created)
    lockRequests(created, options)
  })
}

/** The window's session, in memory only, where `app://` serves the files of `folder`. */
export function openSession(folder: string): Session {
  const own = session.fromPartition(windowPartition)
  own.protocol.handle(appScheme, createAppHandler(folder))
  return own
}
