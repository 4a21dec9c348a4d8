import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { toAppError } from '../../../shared/errors'
import { call } from '../../bridge/client'
import { CopyButton } from '../../components/CopyButton'
import { Failure } from '../../components/Failure'
import { SkeletonLines } from '../../components/Skeleton'
import { cardInput, type CardRef, rawKey } from '../../state/queries'
import classes from './sections.module.css'

/** What Mosaic sent, for whoever has to look closer: read only when it is opened, shown as text. */
export function RawSection({ of }: { of: CardRef }) {
  const [open, setOpen] = useState(false)
  return (
    <details className={classes.raw} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Raw JSON</summary>
      {open && <RawJson of={of} />}
    </details>
  )
}

function RawJson({ of }: { of: CardRef }) {
  const { data, isPending, isError, error, refetch } = useQuery({
    queryKey: rawKey(of),
    queryFn: ({ signal }) => call('user.raw', cardInput(of), { signal }),
    gcTime: 0
  })
  if (isPending) return <SkeletonLines lines={3} label="Reading the raw user" />
  if (isError)
    return <Failure error={toAppError(error)} doing="Read the raw user" onRetry={() => void refetch()} />
  return (
    <>
      <CopyButton what="raw JSON" value={data.json} />
      <pre className={classes.json} tabIndex={0} aria-label="Raw JSON of the user" role="region">
        {data.json}
      </pre>
    </>
  )
}
