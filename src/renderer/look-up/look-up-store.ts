import { create } from 'zustand'
import { cleanIdentifier } from '../../shared/clean-identifier'
import { isKind, toAppError } from '../../shared/errors'
import { call, onEvent } from '../bridge/client'
import { useSearch } from '../find/search-store'
import type { LeftOut } from './choice'
import type { TenantSummary } from '../../shared/tenant'
import { askAgain, begin, current, end, type Hit, type LookUpRun, take } from './look-up-run'

export interface LookUp {
  /** what stands in the box */
  text: string
  setText: (text: string) => void
  /** kept until the app ends */
  leftOut: LeftOut
  setLeftOut: (leftOut: LeftOut) => void
  run?: LookUpRun | undefined
  /** the hit whose card is to open as soon as its tenant is; another look-up is another caller */
  opening?: Hit | undefined
  /** looks up what stands in the box; the last look-up is stopped and forgotten */
  start: (tenantIds: readonly string[]) => Promise<void>
  /** asks one tenant once more for what was looked up */
  again: (tenantId: string) => Promise<void>
  /** stops all, down to the sockets, and keeps the answers so far */
  stop: () => void
  /** forgets what none of those tenants says, as it is now */
  keepCurrent: (tenants: readonly TenantSummary[]) => void
  /** stops all and forgets text and answers */
  reset: () => void
  /** counts requests to put the focus in the box; only its changes mean something */
  focusTick: number
  focus: () => void
}

export const useLookUp = create<LookUp>()((set, get) => {
  /** by look-up: the one of all tenants, and those of single ones */
  const running = new Map<string, AbortController>()

  function abort(): void {
    for (const controller of running.values()) controller.abort()
    running.clear()
  }

  function update(change: (run: LookUpRun) => LookUpRun): void {
    set(({ run }) => (run === undefined ? {} : { run: change(run) }))
  }

  async function ask(lookUpId: string, text: string, tenantIds: readonly string[]): Promise<void> {
    const controller = new AbortController()
    running.set(lookUpId, controller)
    const unlisten = onEvent('lookup.answer', (told) => {
      if (told.lookUpId === lookUpId) update((run) => take(run, lookUpId, told.answer))
    })
    try {
      const input = { lookUpId, text, tenantIds: [...tenantIds] }
      const { answers } = await call('lookup.run', input, { signal: controller.signal })
      update((run) => answers.reduce((next, answer) => take(next, lookUpId, answer), run))
    } catch (thrown) {
      const error = isKind(thrown, 'cancelled') ? undefined : toAppError(thrown)
      update((run) => end(run, lookUpId, error))
    } finally {
      unlisten()
      running.delete(lookUpId)
    }
  }

  return {
    text: '',
    setText: (text) => set({ text }),
    leftOut: undefined,
    setLeftOut: (leftOut) => set({ leftOut }),
    start: async (tenantIds) => {
      const text = get().text.trim()
      if (cleanIdentifier(text) === '' || tenantIds.length === 0) return
      abort()
      const lookUpId = crypto.randomUUID()
      set({ run: begin(lookUpId, text, tenantIds), opening: undefined })
      await ask(lookUpId, text, tenantIds)
    },
    again: async (tenantId) => {
      const { run } = get()
      const state = run?.rows.get(tenantId)?.state
      if (run === undefined || state === undefined || state === 'asking') return
      const lookUpId = crypto.randomUUID()
      set({ run: askAgain(run, lookUpId, tenantId) })
      await ask(lookUpId, run.text, [tenantId])
    },
    stop: () => {
      const ids = [...running.keys()]
      abort()
      update((run) => ids.reduce((next, lookUpId) => end(next, lookUpId), run))
    },
    keepCurrent: (tenants) => update((run) => current(run, tenants)),
    reset: () => {
      abort()
      set({ text: '', run: undefined, opening: undefined })
    },
    focusTick: 0,
    focus: () => set(({ focusTick }) => ({ focusTick: focusTick + 1 }))
  }
})

// a search of one tenant is a new call: what another caller's look-up found must not outlive that
useSearch.subscribe(({ run }, before) => {
  if (run !== undefined && run.id !== before.run?.id) useLookUp.getState().reset()
})
