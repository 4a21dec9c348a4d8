import type { UpdateStep, UpdateView } from '../../shared/updates'
import { offWords } from './update-words'

export interface UpdateNews {
  /** the same news has the same key: what was put away stays away */
  key: string
  /** `bad`: something was refused that somebody may have tampered with */
  tone: 'plain' | 'bad'
  words: string
}

/**
 * What an agent should know of updates on every screen: that one is there or lies ready, and that one was refused, also while it is
 * looked for anew. A feed that did not answer or offers an older version is no news: nothing is installed, and Settings says so.
 */
export function updateNews(view: UpdateView | undefined): UpdateNews | undefined {
  if (view === undefined || offWords(view) !== undefined) return undefined
  const { state, way, mode } = view
  switch (state.step) {
    case 'ready':
      return { key: `ready ${state.version}`, tone: 'plain', words: 'Update ready' }
    case 'available':
      // else it is on its way already
      return way === 'self' && mode === 'automatic'
        ? undefined
        : { key: `available ${state.version}`, tone: 'plain', words: 'Update available' }
    case 'checking':
      return state.failed && refusedNews(state.failed)
    case 'failed':
      return refusedNews(state)
    default:
      return undefined
  }
}

function refusedNews({ why, version }: Extract<UpdateStep, { step: 'failed' }>): UpdateNews | undefined {
  return why === 'signature' || why === 'damaged'
    ? { key: `${why} ${version ?? ''}`, tone: 'bad', words: 'Update refused' }
    : undefined
}
