import { create } from 'zustand'
import type { CreateOutcome } from '../../shared/actions'
import type { AppError } from '../../shared/errors'
import type { User } from '../../shared/user'

export interface NewUserValues {
  email: string
  phone: string
  username: string
  firstName: string
  lastName: string
  externalUserId: string
}

export const emptyValues: NewUserValues = {
  email: '',
  phone: '',
  username: '',
  firstName: '',
  lastName: '',
  externalUserId: ''
}

export type Matches = Extract<CreateOutcome, { outcome: 'exists' }>['matches']

export type Progress =
  | { state: 'creating' }
  /** nothing was sent; `adding` and `already` are ids of people among the matches */
  | { state: 'exists'; matches: Matches; adding?: string; already?: string[]; error?: AppError }
  | { state: 'failed'; error: AppError }
  /** it worked while the agent was on another screen */
  | { state: 'made'; outcome: 'created' | 'added'; user: User; applicationId: string }

interface CreateDesk {
  /** whose draft it is: it never goes to another tenant */
  tenantId?: string
  values: NewUserValues
  /** counts the times that the form was filled in from outside: it then starts anew with `values` */
  filled: number
  progress?: Progress | undefined
}

const nothing: CreateDesk = { values: emptyValues, filled: 0 }

/** The half-filled form and how its sending goes: both survive a look at another screen, in memory only. */
export const useCreateDesk = create<CreateDesk>()(() => nothing)

export function dropCreateDraft(): void {
  useCreateDesk.setState(nothing, true)
}

/** Keeps something for the tenant unless the draft is another tenant's by now. */
export function keepFor(tenantId: string, change: Partial<Pick<CreateDesk, 'values' | 'progress'>>): void {
  if (useCreateDesk.getState().tenantId === tenantId) useCreateDesk.setState(change)
}

/** True while Mosaic is asked: what is typed meanwhile must not free the button for a second request. */
export function isSending(progress: Progress | undefined): boolean {
  return progress?.state === 'creating' || (progress?.state === 'exists' && progress.adding !== undefined)
}

/** Another application of the tenant is open: who is in the last one says nothing of this one. */
export function dropAnswers(tenantId: string): void {
  const { progress } = useCreateDesk.getState()
  if (!isSending(progress)) keepFor(tenantId, { progress: undefined })
}

/** What was typed; an answer to other values does not hold any more. */
export function keepValues(tenantId: string, values: NewUserValues): void {
  const { progress } = useCreateDesk.getState()
  keepFor(tenantId, isSending(progress) ? { values } : { values, progress: undefined })
}

/** The draft for this tenant; what was there for another one is dropped. */
export function openDraft(tenantId: string): void {
  if (useCreateDesk.getState().tenantId !== tenantId) useCreateDesk.setState({ ...nothing, tenantId }, true)
}

/** Fills in the form, whatever stood there. */
export function fillDraft(tenantId: string, values: NewUserValues): void {
  const { filled } = useCreateDesk.getState()
  useCreateDesk.setState({ tenantId, values, filled: filled + 1 }, true)
}
