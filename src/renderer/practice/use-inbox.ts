import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../bridge/client'

const inboxKey = () => ['practice', 'inbox'] as const

/** The inbox is held in this process by main: asking it costs next to nothing. */
const pollMs = 1_000

/** What the practice tenant "sent", newest first, as long as it is looked at. */
export function useInbox() {
  return useQuery({
    queryKey: inboxKey(),
    queryFn: ({ signal }) => call('practice.inbox', undefined, { signal }),
    refetchInterval: pollMs,
    staleTime: 0,
    gcTime: 0
  })
}

/** Plays the caller's click on the link of a message. */
export function useOpenLink() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (messageId: string) => call('practice.openLink', { messageId }),
    onSuccess: (messages) => client.setQueryData(inboxKey(), messages)
  })
}
