import { describeError } from '../../shared/error-text'
import type { AppError } from '../../shared/errors'
import { Failure } from '../components/Failure'
import { IntoView } from '../components/IntoView'
import { Note } from '../components/Note'
import { ConnectionResult } from '../tenants/ConnectionResult'
import type { Rotation } from './use-rotation'

const works = {
  keychain: 'The new secret works and is in the keychain.',
  session: 'The new secret works and is kept in memory, until Tessera quits.'
}

/** What became of a rotation, and which of the two secrets is in use now. */
export function RotateResult({ rotation }: { rotation: Rotation }) {
  switch (rotation.state) {
    case 'replaced':
      return (
        <IntoView>
          <Note tone="good" title={works[rotation.where]}>
            <p>Delete the old one in the Mosaic Admin Portal.</p>
            {rotation.remarks.map((remark) => (
              <p key={remark} dir="auto">
                {remark}
              </p>
            ))}
          </Note>
        </IntoView>
      )
    case 'not-dropped':
      return (
        <Problem
          title={`${works.keychain} The old one could not be deleted from it.`}
          error={rotation.error}
          todo="Delete the old one in the Mosaic Admin Portal all the same: it is not used any more."
        />
      )
    case 'not-kept':
      return (
        <Problem
          title="The new secret works, but it could not be stored."
          error={rotation.error}
          todo="The old one stays in use. Do not delete it in the Mosaic Admin Portal yet."
        />
      )
    case 'unsure':
      return (
        <Problem
          title="The new secret works, but it is not known whether it was stored."
          error={rotation.error}
          todo="Keep both secrets in the Mosaic Admin Portal, and try again: only once the new one is in the keychain, the old one may be deleted."
        />
      )
    case 'refused':
      return (
        <>
          <ConnectionResult test={{ state: 'report', report: rotation.report }} />
          <OldStays />
        </>
      )
    case 'failed':
      return (
        <>
          <Failure error={rotation.error} doing="Rotate client secret" />
          {leavesOld(rotation.error) ? (
            <OldStays />
          ) : (
            <p>
              It is not known which secret is in use now. Keep both in the Mosaic Admin Portal until a check
              works.
            </p>
          )}
        </>
      )
  }
}

/** Nothing is replaced before all of these are over; anything else may come after it. */
const leavesOld = ({ kind }: AppError): boolean =>
  kind === 'invalid-input' || kind === 'conflict' || kind === 'not-found' || kind === 'cancelled'

const OldStays = () => <p>The old secret stays in use.</p>

function Problem({ title, error, todo }: { title: string; error: AppError; todo: string }) {
  const words = describeError(error)
  return (
    <IntoView>
      <div role="alert">
        <Note tone="warning" title={title}>
          <p>
            {words.title} {words.todo}
          </p>
          <p>{todo}</p>
        </Note>
      </div>
    </IntoView>
  )
}
