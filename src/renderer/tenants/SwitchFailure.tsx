import { Button } from '@mantine/core'
import { Failure } from '../components/Failure'
import { useSwitchFailure } from './select-tenant'
import classes from './TenantSwitcher.module.css'

/** Why the last switch did not happen, below the button. */
export function SwitchFailure() {
  const error = useSwitchFailure((failure) => failure.error)
  if (error === undefined) return null
  return (
    <div className={classes.failure}>
      <Failure error={error} doing="Switch the tenant" />
      <Button variant="default" size="xs" onClick={() => useSwitchFailure.setState({ error: undefined })}>
        Dismiss
      </Button>
    </div>
  )
}
