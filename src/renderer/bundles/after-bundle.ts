import type { QueryClient } from '@tanstack/react-query'
import type { AppState } from '../../shared/app-state'
import { appStateKey } from '../state/queries'

export const managedBundleKey = () => ['managed-bundle'] as const

/** A bundle brought something: what the screens know of tenants, policy, network and secrets is asked anew. */
export function takeOver(client: QueryClient, state: AppState): void {
  client.setQueryData(appStateKey(), state)
  for (const queryKey of [['policy'], ['network'], ['secret-status'], managedBundleKey()]) {
    void client.invalidateQueries({ queryKey })
  }
}
