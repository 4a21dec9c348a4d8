import { create } from 'zustand'
import type { User } from '../../shared/user'

/** `issued` is the tracker of temporary credentials */
export type Screen =
  | 'find'
  | 'look-up'
  | 'create'
  | 'password-settings'
  | 'journal'
  | 'issued'
  | 'practice'
  | 'settings'

/** What a card that opens is to begin by itself. */
export type Intent = 'issue' | 'access-code'

/** The caller whose card is open. `user` is what the search found; the query cache holds what is true since. */
export interface OpenUser {
  tenantId: string
  userId: string
  user?: User
  /** the application that it was found in; absent where that is the open one */
  applicationId?: string | undefined
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
  openUser: (user: User, tenantId: string, applicationId?: string) => void
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
  /** the form "Tenant profile" covers the screen; without `tenantId` it makes a new profile, like `copyOf` where that is given */
  tenantForm?: { tenantId?: string; copyOf?: string } | undefined
  openTenantForm: (tenantId?: string) => void
  duplicateTenant: (tenantId: string) => void
  closeTenantForm: () => void
  /** "Check <label>" covers the screen */
  doctor?: { tenantId: string; applicationId: string } | undefined
  openDoctor: (of: { tenantId: string; applicationId: string }) => void
  closeDoctor: () => void
}

/** Nothing lies over the screen. */
const uncovered = { tenantForm: undefined, doctor: undefined }

/** Whether a form or the doctor covers the screen. */
export const isCovered = ({ tenantForm, doctor }: Pick<Desk, 'tenantForm' | 'doctor'>): boolean =>
  tenantForm !== undefined || doctor !== undefined

export const useDesk = create<Desk>()((set, get) => ({
  screen: 'find',
  // another screen never covers an open form: the agent asked to be elsewhere
  setScreen: (screen) => set({ screen, ...uncovered, createDraft: undefined }),
  openUser: (user, tenantId, applicationId) =>
    set({
      screen: 'find',
      ...uncovered,
      open: { tenantId, userId: user.id, user, applicationId },
      intent: undefined
    }),
  openById: ({ tenantId, userId }, intent) =>
    set({ screen: 'find', ...uncovered, open: { tenantId, userId }, intent }),
  closeUser: () => set({ open: undefined, intent: undefined }),
  takeIntent: () => {
    const { intent } = get()
    if (intent !== undefined) set({ intent: undefined })
    return intent
  },
  startCreate: (createDraft) => set({ screen: 'create', ...uncovered, createDraft }),
  focusSearchTick: 0,
  // the box stands on every screen: going there must not throw away a half-filled form
  focusSearch: () => set((desk) => ({ focusSearchTick: desk.focusSearchTick + 1 })),
  openTenantForm: (tenantId) => set({ ...uncovered, tenantForm: tenantId === undefined ? {} : { tenantId } }),
  duplicateTenant: (copyOf) => set({ ...uncovered, tenantForm: { copyOf } }),
  closeTenantForm: () => set({ tenantForm: undefined }),
  openDoctor: (doctor) => set({ ...uncovered, doctor }),
  closeDoctor: () => set({ doctor: undefined })
}))
