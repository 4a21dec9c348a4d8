import { QueryClient } from '@tanstack/react-query'

/** Main retries reads within a deadline, and a card that changes under the agent's eyes misleads: neither happens here. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // asked over IPC: the browser's idea of "offline" says nothing about it
        networkMode: 'always'
      },
      mutations: { retry: false, networkMode: 'always' }
    }
  })
}
