import type { UpdateView } from '../../shared/updates'
import { offWords } from './update-words'

export interface UpdateNews {
  /** the same news has the same key: what was put away stays away */
  key: string
  /** `bad`: something was refused that somebody may have tampered with */
  tone: 'plain' | 'bad'
  words: string
}

/**
 * What an agent should know of updates on every screen: that one is there or lies ready, and that one was refused. A feed that did
 * not answer is no news: it is asked again, and Settings says so.
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
    case 'failed':
      return state.why === 'unreachable' || state.why === 'install'
        ? undefined
        : { key: `${state.why} ${state.version ?? ''}`, tone: 'bad', words: 'Update refused' }
    default:
      return undefined
  }
}
