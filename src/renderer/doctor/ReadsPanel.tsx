import type { DoctorRead } from '../../shared/doctor'
import { Panel } from '../components/Panel'
import classes from './Doctor.module.css'
import { readNames, readStates } from './doctor-words'
import { Finding } from './Finding'

/** The harmless reads that were tried. */
export function ReadsPanel({ reads }: { reads: DoctorRead[] }) {
  return (
    <Panel title="Reads">
      {reads.length === 0 ? (
        <p className={classes.none}>None was tried.</p>
      ) : (
        <ul aria-label="Reads tried">
          {reads.map((read) => (
            <Read key={read.read} read={read} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Read({ read: { read, state, milliseconds, permission, why } }: { read: DoctorRead }) {
  const { words, tone } = readStates[state]
  const isMissing = permission !== undefined && state === 'denied'
  return (
    <Finding
      name={readNames[read]}
      state={words}
      tone={tone}
      aside={milliseconds === undefined ? undefined : `${Math.round(milliseconds)} ms`}
    >
      {isMissing && (
        <p>
          Missing permission: <bdi className="mono">{permission}</bdi>
        </p>
      )}
      {why !== undefined && (
        <p className={classes.clipped} dir="auto">
          {why}
        </p>
      )}
    </Finding>
  )
}
