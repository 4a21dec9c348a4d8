import type { DoctorButton } from '../../shared/doctor'
import { Panel } from '../components/Panel'
import classes from './Doctor.module.css'
import { buttonNames, buttonStates } from './doctor-words'
import { Finding } from './Finding'

/** Which buttons of the desk will work, and what that rests on. */
export function ButtonsPanel({ buttons }: { buttons: DoctorButton[] }) {
  return (
    <Panel title="Buttons">
      {buttons.length === 0 ? (
        <p className={classes.none}>Without a token this cannot be told.</p>
      ) : (
        <ul aria-label="Buttons of the desk">
          {buttons.map(({ button, works, why }) => {
            const { words, tone } = buttonStates[works]
            return (
              <Finding key={button} name={buttonNames[button]} state={words} tone={tone}>
                <p className={classes.clipped} dir="auto">
                  {why}
                </p>
              </Finding>
            )
          })}
        </ul>
      )}
    </Panel>
  )
}
