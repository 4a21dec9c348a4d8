import { useEffect, useRef, useState } from 'react'
import type { ConnectionReport } from '../../shared/connection'
import { type AppError, toAppError } from '../../shared/errors'
import type { TenantDraftInput } from '../../shared/tenant'
import { call } from '../bridge/client'

export type ConnectionTest =
  | { state: 'running' }
  | { state: 'report'; report: ConnectionReport }
  | { state: 'failed'; error: AppError }

export interface TestInput {
  tenantId?: string
  /** the main one where absent */
  applicationId?: string
  draft: Pick<TenantDraftInput, 'apiHost' | 'clientId'>
  secret?: string
}

/** "Test connection": one at a time; an edit or leaving the form cancels it down to the socket. */
export function useConnectionTest() {
  const [test, setTest] = useState<ConnectionTest>()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  const drop = () => {
    running.current?.abort()
    running.current = undefined
    setTest(undefined)
  }
  const run = async (input: TestInput) => {
    drop()
    const controller = new AbortController()
    running.current = controller
    setTest({ state: 'running' })
    const end = (ended: ConnectionTest) => {
      if (running.current === controller) setTest(ended)
    }
    try {
      end({ state: 'report', report: await call('tenants.test', input, { signal: controller.signal }) })
    } catch (thrown) {
      end({ state: 'failed', error: toAppError(thrown) })
    }
  }
  return { test, run, drop }
}
