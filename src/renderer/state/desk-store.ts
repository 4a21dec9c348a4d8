import { create } from 'zustand'
import type { User } from '../../shared/user'

/** `issued` is the tracker of temporary credentials */
export type Screen = 'find' | 'create' | 'journal' | 'issued' | 'practice' | 'settings'

/** What a card that opens is to begin by itself. */
export type Intent = 'issue' | 'access-code'

/** The caller whose card is open. `user` is what the search found; the query cache holds what is true since. */
export interface OpenUser {
  tenantId: string
  userId: string
  user?: User
}

/** What a fruitless search knows of the caller already: fills in the form "Create user". */
export type CreateDraft = Partial<
  Record<'email' | 'phone' | 'username' | 'firstName' | 'lastName' | 'externalUserId', string>
>

/** What lives on the desk and not in Mosaic: the screen, the current call, and which form is open. */
export interface Desk {
  screen: Screen
  setScreen: (screen: Screen) => void
  open?: OpenUser | undefined
  openUser: (user: User, tenantId: string) => void
  /** opens a card whose user is not read yet */
  openById: (of: { tenantId: string; userId: string }, intent?: Intent) => void
  closeUser: () => void
  /** waits for the open card, which takes it once (tracker/use-intent.ts) */
  intent?: Intent | undefined
  takeIntent: () => Intent | undefined
  /** goes to "Create user" with the form filled in from `draft` */
  createDraft?: CreateDraft | undefined
  startCreate: (draft: CreateDraft) => void
  /** counts requests to put the focus in the search box; only its changes mean something */
  focusSearchTick: number
  focusSearch: () => void
  /** the form "Tenant profile" covers the screen; without `tenantId` it makes a new profile */
  tenantForm?: { tenantId?: string } | undefined
  openTenantForm: (tenantId?: string) => void
  closeTenantForm: () => void
}

export const useDesk = create<Desk>()((set, get) => ({
  screen: 'find',
  // another screen never covers an open form: the agent asked to be elsewhere
  setScreen: (screen) => set({ screen, tenantForm: undefined, createDraft: undefined }),
  openUser: (user, tenantId) =>
    set({
      screen: 'find',
      tenantForm: undefined,
      open: { tenantId, userId: user.id, user },
      intent: undefined
    }),
  openById: ({ tenantId, userId }, intent) =>
    set({ screen: 'find', tenantForm: undefined, open: { tenantId, userId }, intent }),
  closeUser: () => set({ open: undefined, intent: undefined }),
  takeIntent: () => {
    const { intent } = get()
    if (intent !== undefined) set({ intent: undefined })
    return intent
  },
  startCreate: (createDraft) => set({ screen: 'create', tenantForm: undefined, createDraft }),
  focusSearchTick: 0,
  // the box stands on every screen: going there must not throw away a half-filled form
  focusSearch: () => set((desk) => ({ focusSearchTick: desk.focusSearchTick + 1 })),
  openTenantForm: (tenantId) => set({ tenantForm: tenantId === undefined ? {} : { tenantId } }),
  closeTenantForm: () => set({ tenantForm: undefined })
}))
