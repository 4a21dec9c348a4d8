import { Button } from '@mantine/core'
import { Failure } from '../components/Failure'
import { IntoView } from '../components/IntoView'
import { Note } from '../components/Note'
import { useCreateDesk } from './create-store'
import { Existing } from './Existing'
import { openMade } from './send-new-user'

/** How the sending of the form goes: somebody who exists is news, no failure. */
export function Progress({ tenantId }: { tenantId: string }) {
  const progress = useCreateDesk((desk) => desk.progress)
  return (
    <>
      <div role="status" aria-label="Outcome" className="live">
        {progress?.state === 'creating' && (
          <Note tone="plain" title="Looking for each identifier, then creating the user…" />
        )}
        {progress?.state === 'exists' && (
          <IntoView>
            <Existing tenantId={tenantId} exists={progress} />
          </IntoView>
        )}
        {progress?.state === 'made' && (
          <Note
            tone="good"
            title={`${progress.user.displayName} was ${progress.outcome === 'created' ? 'created' : 'added to this application'}.`}
            actions={
              <Button
                variant="default"
                size="sm"
                onClick={() => openMade(tenantId, progress.outcome, progress.user)}
              >
                Open user
              </Button>
            }
          />
        )}
      </div>
      {progress?.state === 'failed' && (
        <IntoView>
          <Failure error={progress.error} doing="Create user" />
        </IntoView>
      )}
      {progress?.state === 'exists' && progress.error && (
        <IntoView>
          <Failure error={progress.error} doing="Add to this application" />
        </IntoView>
      )}
    </>
  )
}
