import type { UpdateStep, UpdateView } from '../../shared/updates'
import { FailureBox } from '../components/Failure'
import classes from './Updates.module.css'
import { failureWords, offWords, stateWords } from './update-words'

/** The id by which a button that cannot be pressed says why. */
export const updateStateId = 'update-state'

/** Where the updates stand: one sentence, how far a download is, or what was refused. */
export function UpdateStatus({ view }: { view: UpdateView }) {
  const { state } = view
  const isOff = offWords(view) !== undefined
  return (
    <>
      <p role="status" aria-label="Update state" id={updateStateId} className={classes.state}>
        {stateWords(view)}
      </p>
      {!isOff && state.step === 'downloading' && <Download state={state} />}
      {!isOff && state.step === 'failed' && <Refused state={state} installed={view.installed} />}
    </>
  )
}

/** Outside the live region: nobody wants to hear each per cent. */
function Download({ state: { version, percent } }: { state: Extract<UpdateStep, { step: 'downloading' }> }) {
  const whole = Math.floor(percent)
  return (
    <div className={classes.download}>
      <progress aria-label={`Download of version ${version}`} max={100} value={whole} />
      <span aria-hidden="true" className="mono">
        {whole} %
      </span>
    </div>
  )
}

function Refused({
  state,
  installed
}: {
  state: Extract<UpdateStep, { step: 'failed' }>
  installed: string
}) {
  const { title, todo } = failureWords(state, installed)
  return <FailureBox inline title={title} todo={todo} technical={state.detail} />
}
