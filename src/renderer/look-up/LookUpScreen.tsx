import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo } from 'react'
import type { TenantSummary } from '../../shared/tenant'
import '../components/form-styles'
import { ApplicationFailure } from '../tenants/applications/ApplicationFailure'
import { useAppState } from '../state/queries'
import { Answers } from './Answers'
import { ChosenTenants } from './ChosenTenants'
import classes from './LookUp.module.css'
import { LookUpForm } from './LookUpForm'
import { current, type Hit, type LookUpRun } from './look-up-run'
import { useLookUp } from './look-up-store'
import { openHit } from './open-hit'
import { Summary } from './Summary'

/** One search over many tenants: each one's answer as it comes. A hit opens in its own tenant. */
export function LookUpScreen() {
  const tenants = useAppState().data?.tenants
  const run = useCurrentRun(tenants)
  const client = useQueryClient()
  const onOpen = useCallback((hit: Hit) => void openHit(client, hit), [client])
  if (tenants === undefined) return null
  return (
    <div className={classes.screen}>
      <h1 className="form-heading">Look up in all tenants</h1>
      <div className={classes.panel}>
        <LookUpForm tenants={tenants} />
        <ChosenTenants tenants={tenants} />
      </div>
      <ApplicationFailure />
      <Summary run={run} tenants={tenants} />
      {run && <Answers run={run} tenants={tenants} onOpen={onOpen} />}
    </div>
  )
}

/** What is looked up, as far as it belongs to the tenants as they are now; what does not is not shown, and then forgotten. */
function useCurrentRun(tenants: readonly TenantSummary[] | undefined): LookUpRun | undefined {
  const run = useLookUp((lookUp) => lookUp.run)
  const shown = useMemo(() => run && tenants && current(run, tenants), [run, tenants])
  useEffect(() => {
    if (tenants !== undefined && shown !== run) useLookUp.getState().keepCurrent(tenants)
  }, [run, shown, tenants])
  return shown
}
