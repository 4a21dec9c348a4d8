import { Button } from '@mantine/core'
import type { TenantSummary } from '../../shared/tenant'
import { Failure } from '../components/Failure'
import { IntoView } from '../components/IntoView'
import { Note } from '../components/Note'
import { useCreateDesk } from './create-store'
import { Existing } from './Existing'
import { openMade } from './send-new-user'

/** How the sending of the form goes: somebody who exists is news, no failure. */
export function Progress({ tenant }: { tenant: TenantSummary }) {
  const progress = useCreateDesk((desk) => desk.progress)
  return (
    <>
      <div role="status" aria-label="Outcome" className="live">
        {progress?.state === 'creating' && (
          <Note tone="plain" title="Looking for each identifier, then creating the user…" />
        )}
        {progress?.state === 'exists' && (
          <IntoView>
            <Existing tenant={tenant} exists={progress} />
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
                onClick={() =>
                  openMade(
                    { tenantId: tenant.id, applicationId: progress.applicationId },
                    progress.outcome,
                    progress.user
                  )
                }
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
