import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import '../components/form-styles'
import { ApplicationFailure } from '../tenants/applications/ApplicationFailure'
import { useAppState } from '../state/queries'
import { Answers } from './Answers'
import { ChosenTenants } from './ChosenTenants'
import classes from './LookUp.module.css'
import { LookUpForm } from './LookUpForm'
import { useLookUp } from './look-up-store'
import { type Hit, openHit } from './open-hit'
import { Summary } from './Summary'

/** One search over many tenants: each one's answer as it comes. A hit opens in its own tenant. */
export function LookUpScreen() {
  const tenants = useAppState().data?.tenants
  const run = useLookUp((lookUp) => lookUp.run)
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
      <Summary run={run} />
      {run && <Answers run={run} tenants={tenants} onOpen={onOpen} />}
    </div>
  )
}
