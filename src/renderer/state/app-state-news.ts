import type { QueryClient } from '@tanstack/react-query'
import { onEvent } from '../bridge/client'
import { appStateKey } from './queries'

/** Takes over the state that main sends unasked, such as an application's name that its token brought. */
export function tieAppState(client: QueryClient): () => void {
  return onEvent('app.state', (state) => client.setQueryData(appStateKey(), state))
}
