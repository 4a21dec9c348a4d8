import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type AppError, toAppError } from '../../shared/errors'
import type { NetworkView } from '../../shared/settings'
import { call } from '../bridge/client'

const networkKey = () => ['network'] as const

export function useNetwork() {
  return useQuery({
    queryKey: networkKey(),
    queryFn: ({ signal }) => call('settings.network', undefined, { signal })
  })
}

export type Change = { state: 'busy' } | { state: 'done' } | { state: 'failed'; error: AppError }

/** One change of the network settings at a time; main answers with what holds now. */
export function useNetworkChange() {
  const client = useQueryClient()
  const [change, setChange] = useState<Change>()
  const run = async (send: () => Promise<NetworkView>) => {
    setChange({ state: 'busy' })
    try {
      client.setQueryData(networkKey(), await send())
      setChange({ state: 'done' })
    } catch (thrown) {
      setChange({ state: 'failed', error: toAppError(thrown) })
    }
  }
  return { change, run, clear: () => setChange(undefined) }
}
