import { type QueryClient, useQuery } from '@tanstack/react-query'
import type { CallView } from '../../shared/verification'
import { call, onEvent } from '../bridge/client'
import { isOpenUser, tellCall } from './call-news'
import { useDesk } from './desk-store'
import { callKey, type UserRef } from './queries'

/**
 * The state of the call, beside what is known of its user: both are forgotten together. It is one call in every application of the
 * tenant, so what was verified in it stays when another one is opened.
 */
export const callKeyOf = (of: UserRef) => [...callKey(of), 'call'] as const

/**
 * Opens the call in main, which happens after the card stands, or asks again how it stands; `anew`: also where that is known, for what
 * rests on the policy as it is now.
 */
export function useCallQuery({ tenantId, userId }: UserRef, { anew = false } = {}) {
  return useQuery({
    queryKey: callKeyOf({ tenantId, userId }),
    queryFn: ({ signal }) => call('call.open', { tenantId, userId }, { signal }),
    ...(anew && { refetchOnMount: 'always' })
  })
}

/** The call as main sees it; undefined while that is not known. */
export function useCall(ref: UserRef): CallView | undefined {
  return useCallQuery(ref).data
}

/** The same without a subscription, for when something begins. */
export function callNow(client: QueryClient, ref: UserRef): CallView | undefined {
  return client.getQueryData<CallView>(callKeyOf(ref))
}

/** Shows what main answered, unless the call is over by now. */
export function showCall(client: QueryClient, view: CallView): void {
  const queryKey = callKeyOf(view)
  // an answer from before must not arrive after it
  void client.cancelQueries({ queryKey }).then(() => {
    if (!isOpenUser(view)) return
    client.setQueryData(queryKey, view)
    if (view.verifications.length > 0) tellCall({ takenBack: undefined })
  })
}

/** After whatever may have changed the gates: a write, a verification that ran out. */
export function refreshCall(client: QueryClient, ref: UserRef): void {
  void client.invalidateQueries({ queryKey: callKeyOf(ref) })
}

/** Takes over what main says of the call unasked. Answers the function that ends it. */
export function tieCallState(client: QueryClient): () => void {
  return onEvent('call.state', (news) => {
    if (!('takenBack' in news)) return showCall(client, news)
    const { open } = useDesk.getState()
    if (open === undefined) return
    const { takenBack } = news
    tellCall({ takenBack })
    // nothing that was proved is shown any longer, also where main cannot be asked; nor what another host said of the user
    void client.resetQueries({ queryKey: takenBack === 'bundle' ? callKey(open) : callKeyOf(open) })
  })
}

/** Everything that was verified ends with the call. */
export function closeCall({ tenantId, userId }: UserRef): void {
  call('call.close', { tenantId, userId }).catch(() => undefined)
}
