import { useQuery } from '@tanstack/react-query'
import { toAppError } from '../../shared/errors'
import type { PolicyView } from '../../shared/policy'
import { policyWords } from '../../shared/policy-words'
import { call } from '../bridge/client'
import { CopyValue } from '../components/CopyValue'
import { Fact, Facts } from '../components/Facts'
import { Failure } from '../components/Failure'
import { Panel } from '../components/Panel'
import { SkeletonLines } from '../components/Skeleton'
import { sourceWords } from './policy-words'
import classes from './Settings.module.css'

/** What agents on this machine may do, and who says so. */
export function PolicySection() {
  const view = useQuery({
    queryKey: ['policy'],
    queryFn: ({ signal }) => call('policy.view', undefined, { signal }),
    // its file may have been replaced since
    staleTime: 0
  })
  return (
    <Panel title="Policy" busy={view.isPending}>
      {view.isPending && <SkeletonLines lines={6} label="Reading the policy" />}
      {view.isError && (
        <Failure
          inline
          error={toAppError(view.error)}
          doing="Read the policy"
          onRetry={() => void view.refetch()}
        />
      )}
      {view.data && <Rules view={view.data} />}
    </Panel>
  )
}

function Rules({ view }: { view: PolicyView }) {
  const { source, file, locked, problem, policy } = view
  const words = policyWords(policy)
  return (
    <>
      {(locked || problem !== undefined) && (
        <div role="alert" className={classes.policyProblem}>
          {locked && (
            <p className={classes.policyLocked}>Every change is locked until the policy can be read.</p>
          )}
          {problem !== undefined && <p>{problem}</p>}
        </div>
      )}
      <Facts>
        <Fact name="Source">{sourceWords(view)}</Fact>
        <Fact name={source === 'default' && problem === undefined ? 'File, if made' : 'File'}>
          <CopyValue what="policy file" value={file} mono />
        </Fact>
        <Fact name="Allowed">{words.allowed}</Fact>
        {words.forbidden !== undefined && <Fact name="Not allowed">{words.forbidden}</Fact>}
        {words.verification.length > 0 && (
          <Fact name="Verifications">
            <ul aria-label="Verifications by action">
              {words.verification.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact name="Kinds">{words.kinds}</Fact>
        <Fact name="Contacts">{words.contacts}</Fact>
        <Fact name="Ticket">
          <bdi>{words.ticket}</bdi>
        </Fact>
        <Fact name="Temporary password">{words.temporaryPassword}</Fact>
        <Fact name="Permanent passwords">{words.permanentPasswords}</Fact>
        <Fact name="Privileged users">{words.privileged}</Fact>
        <Fact name="Limits">{words.limits}</Fact>
        <Fact name="Password settings">{words.passwordSettings}</Fact>
        <Fact name="Bundles">
          <bdi>{words.bundles}</bdi>
        </Fact>
        <Fact name="Journal">
          <bdi>{words.sink}</bdi>
        </Fact>
        <Fact name="Updates">{words.updates}</Fact>
        <Fact name="Links">{words.links}</Fact>
      </Facts>
    </>
  )
}
