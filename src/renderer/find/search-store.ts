import { create } from 'zustand'
import { cleanIdentifier } from '../../shared/clean-identifier'
import { type AppError, toAppError } from '../../shared/errors'
import type { FindAnswer, FindQuestion } from '../../shared/find'
import type { TenantSummary } from '../../shared/tenant'
import { call, onEvent } from '../bridge/client'
import { shownApplication } from '../bridge/scope'
import { isCovered, useDesk } from '../state/desk-store'
import { settle } from './asking'
import { collectFindings, onlyHit } from './hits'

/** One press of Enter and what came of it. */
export interface SearchRun {
  id: string
  tenantId: string
  /** whose users it looks through; absent where that is not known */
  applicationId: string | undefined
  text: string
  asked: FindQuestion[]
  /** in the order in which they came */
  answers: FindAnswer[]
  /** `stopped` by the agent before all had answered */
  state: 'running' | 'done' | 'stopped' | 'failed'
  /** the id of the user whose row is the active one in the list */
  active?: string
  error?: AppError
  milliseconds?: number
}

export interface Search {
  /** what stands in the box */
  text: string
  setText: (text: string) => void
  /** Enter was pressed before it was known which tenant is open */
  wanted: boolean
  run?: SearchRun | undefined
  /** searches for what stands in the box, or for `text`, which then stands there; in the application that is shown unless given */
  start: (tenantId: string, text?: string, applicationId?: string) => Promise<void>
  /** stops a running search, down to the socket, and keeps the answers so far */
  stop: () => void
  /** stops it and forgets text and answers */
  reset: () => void
  setActive: (userId: string) => void
}

export const useSearch = create<Search>()((set, get) => {
  let running: AbortController | undefined

  function abort(): void {
    running?.abort()
    running = undefined
  }

  // An answer that comes late belongs to nobody: only the run that is under way may change.
  function update(id: string, change: (run: SearchRun) => Partial<SearchRun>): void {
    set(({ run }) => (run?.id === id && run.state === 'running' ? { run: { ...run, ...change(run) } } : {}))
  }

  return {
    text: '',
    wanted: false,
    setText: (text) => set({ text }),
    stop: () => {
      abort()
      const { run } = get()
      // before anything was asked there is nothing to keep
      if (run?.asked.length === 0) set({ run: undefined })
      else if (run) update(run.id, () => ({ state: 'stopped' }))
    },
    reset: () => {
      abort()
      set({ text: '', run: undefined, wanted: false })
    },
    setActive: (active) => set(({ run }) => (run ? { run: { ...run, active } } : {})),
    start: async (tenantId, again, applicationId = shownApplication(tenantId)) => {
      if (again !== undefined) set({ text: again })
      const text = get().text.trim()
      if (cleanIdentifier(text) === '') return
      abort()
      const controller = (running = new AbortController())
      const id = crypto.randomUUID()
      set({ run: { id, tenantId, applicationId, text, asked: [], answers: [], state: 'running' } })
      // a new search is a new call: the last caller's card must not stand beside it
      useDesk.getState().closeUser()
      useDesk.getState().setScreen('find')
      const unlisten = listen(id, update)
      try {
        const { signal } = controller
        const scope = { tenantId, ...(applicationId !== undefined && { applicationId }) }
        const result = await call('find', { ...scope, searchId: id, text }, { signal })
        const { answers, milliseconds } = result
        update(id, (run) => ({ ...settle(run.answers, answers), milliseconds, state: 'done' }))
        openOnlyHit(get(), id)
      } catch (thrown) {
        update(id, () => ({ state: 'failed', error: toAppError(thrown) }))
      } finally {
        unlisten()
      }
    }
  }
})

/** Whether a search looked through the users of the tenant's open application. */
export function isOf(
  run: SearchRun,
  { id, applicationId }: Pick<TenantSummary, 'id' | 'applicationId'>
): boolean {
  return run.tenantId === id && (run.applicationId === undefined || run.applicationId === applicationId)
}

/** Takes down what main says of a search while it runs; answers the function that ends it. */
function listen(
  id: string,
  update: (id: string, change: (run: SearchRun) => Partial<SearchRun>) => void
): () => void {
  const ends = [
    onEvent('find.asked', ({ searchId, questions }) => {
      if (searchId === id) update(id, (run) => ({ asked: [...run.asked, ...questions] }))
    }),
    onEvent('find.answer', ({ searchId, answer }) => {
      if (searchId === id) update(id, (run) => ({ answers: [...run.answers, answer] }))
    })
  ]
  return () => ends.forEach((end) => end())
}

/** One hit opens by itself, unless the agent has gone on: typed something else, opened a card, or left the screen. */
function openOnlyHit({ run, text }: Search, id: string): void {
  const desk = useDesk.getState()
  if (run?.id !== id || run.state !== 'done' || text.trim() !== run.text) return
  if (desk.screen !== 'find' || isCovered(desk) || desk.open) return
  const hit = onlyHit(collectFindings(run.answers))
  if (hit) desk.openUser(hit.user, run.tenantId, run.applicationId)
}
