import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type AppError, toAppError } from '../../shared/errors'
import { call } from '../bridge/client'
import { showUpdates, updatesKey } from './update-state'

type Act = 'check' | 'install'

export type UpdateRun =
  | { act: Act; state: 'busy' }
  /** main refused, or could not be asked; `doing` is what the button said */
  | { act: Act; state: 'failed'; doing: string; error: AppError }

/** What the buttons of the panel do, one at a time. How it goes on comes as the state of the updates. */
export function useUpdateActs() {
  const client = useQueryClient()
  const [run, setRun] = useState<UpdateRun>()
  const start = async (act: Act, doing: string) => {
    if (run?.state === 'busy') return
    setRun({ act, state: 'busy' })
    try {
      showUpdates(client, await call(`updates.${act}`, undefined))
      setRun(undefined)
    } catch (thrown) {
      setRun({ act, state: 'failed', doing, error: toAppError(thrown) })
      // what forbade it may have changed since it was shown
      void client.invalidateQueries({ queryKey: updatesKey() })
    }
  }
  return {
    run,
    check: () => start('check', 'Check for updates'),
    install: (doing: string) => start('install', doing)
  }
}
