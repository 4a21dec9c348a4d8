import { z } from 'zod'
import { tenantDefaults, tenantSummary } from './tenant'

/** Something that happened without the user asking and that they must know, e.g. a file that was set aside. */
export const notice = z.object({ id: z.string(), title: z.string(), message: z.string() })

export const appState = z.object({
  version: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32', 'other']),
  /** the operating system's user, by whose name the journal calls the agent */
  agent: z.string(),
  currentTenantId: z.string(),
  /** the practice tenant always comes last */
  tenants: z.array(tenantSummary),
  notices: z.array(notice),
  /** what a new profile starts with */
  defaults: tenantDefaults
})

export type Notice = z.infer<typeof notice>
export type AppState = z.infer<typeof appState>
