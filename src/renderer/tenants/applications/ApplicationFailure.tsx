import { Failure } from '../../components/Failure'
import { useApplicationSwitch } from './select-application'

/** Why another application could not be opened; the one before it is still open. */
export function ApplicationFailure() {
  const error = useApplicationSwitch((now) => now.error)
  return error === undefined ? null : <Failure error={error} doing="Open the application" />
}
