import { toAppError } from '../../../shared/errors'
import { CopyValue } from '../../components/CopyValue'
import { Failure } from '../../components/Failure'
import { Panel } from '../../components/Panel'
import { SkeletonLines } from '../../components/Skeleton'
import { type CardRef, useGroups } from '../../state/queries'
import classes from './sections.module.css'
import { ShortList } from './ShortList'

export function GroupsSection({ of }: { of: CardRef }) {
  const { data, isPending, isError, error, refetch } = useGroups(of)
  return (
    <Panel title="Groups" aside={data?.length} lines={1} busy={isPending}>
      {isPending && <SkeletonLines lines={1} label="Reading the groups" />}
      {isError && (
        <Failure error={toAppError(error)} doing="Read groups" onRetry={() => void refetch()} inline />
      )}
      {data?.length === 0 && <p className={classes.empty}>In no group.</p>}
      {data && (
        <ShortList what="groups">
          {data.map((group) => (
            <li key={group.id} className={classes.row}>
              <span className={classes.what} title={group.description}>
                <CopyValue what="group ID" value={group.id}>
                  {group.name}
                </CopyValue>
              </span>
            </li>
          ))}
        </ShortList>
      )}
    </Panel>
  )
}
