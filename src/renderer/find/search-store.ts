import { create } from 'zustand'
import { type AppError, toAppError } from '../../shared/errors'
import type { FindAnswer, FindSource } from '../../shared/find'
import { call, onEvent } from '../bridge/client'
import { useDesk } from '../state/desk-store'
import { sourcesAsked } from './asking'
import { collectFindings, onlyHit } from './hits'

/** One press of Enter and what came of it. */
export interface SearchRun {
  id: string
  tenantId: string
  text: string
  asked: FindSource[]
  answers: FindAnswer[]
  state: 'running' | 'done' | 'failed'
  error?: AppError
  milliseconds?: number
}

interface SearchTenant {
  id: string
  defaultCountry: string
}

export interface Search {
  /** what stands in the box */
  text: string
  setText: (text: string) => void
  run?: SearchRun | undefined
  start: (tenant: SearchTenant) => Promise<void>
  /** stops a running search, down to the socket */
  cancel: () => void
  /** stops it and forgets text and answers */
  reset: () => void
}

export const useSearch = create<Search>()((set, get) => {
  let running: AbortController | undefined

  function stop(): void {
    running?.abort()
    running = undefined
  }

  // An answer that comes late belongs to nobody: only the run that is on show may change.
  function update(id: string, change: (run: SearchRun) => Partial<SearchRun>): void {
    set(({ run }) => (run?.id === id ? { run: { ...run, ...change(run) } } : {}))
  }

  return {
    text: '',
    setText: (text) => set({ text }),
    cancel: () => {
      stop()
      set({ run: undefined })
    },
    reset: () => {
      stop()
      set({ text: '', run: undefined })
    },
    start: async (tenant) => {
      const text = get().text.trim()
      if (text === '') return
      stop()
      const controller = (running = new AbortController())
      const id = crypto.randomUUID()
      const asked = sourcesAsked(text, tenant.defaultCountry)
      set({ run: { id, tenantId: tenant.id, text, asked, answers: [], state: 'running' } })
      // a new search is a new call: the last caller's card must not stand beside it
      useDesk.getState().closeUser()
      useDesk.getState().setScreen('find')
      const unlisten = onEvent('find.answer', ({ searchId, answer }) => {
        if (searchId === id) update(id, (run) => ({ answers: [...run.answers, answer] }))
      })
      try {
        const { signal } = controller
        const result = await call('find', { tenantId: tenant.id, searchId: id, text }, { signal })
        const { answers, milliseconds } = result
        update(id, () => ({ answers, milliseconds, state: 'done' }))
        openOnlyHit(get(), id)
      } catch (thrown) {
        update(id, () => ({ state: 'failed', error: toAppError(thrown) }))
      } finally {
        unlisten()
      }
    }
  }
})

/** One hit opens by itself, unless the agent has gone on: typed something else, or left for another screen. */
function openOnlyHit({ run, text }: Search, id: string): void {
  const { screen, tenantForm, openUser } = useDesk.getState()
  if (run?.id !== id || text.trim() !== run.text || screen !== 'find' || tenantForm) return
  const hit = onlyHit(collectFindings(run.answers))
  if (hit) openUser(hit.user, run.tenantId)
}
