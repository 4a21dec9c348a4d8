import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../bridge/client'
import { appStateKey, useAppState } from '../state/queries'
import classes from './Notices.module.css'

/** What happened unasked and must be known, such as a file that was set aside. */
export function Notices() {
  const client = useQueryClient()
  const notices = useAppState().data?.notices ?? []
  const dismiss = async (noticeId: string) => {
    const state = await call('app.dismissNotice', { noticeId })
    client.setQueryData(appStateKey(), state)
  }
  return notices.map((notice) => (
    <div key={notice.id} role="alert" className={classes.notice}>
      <div className={classes.words}>
        <p className={classes.title}>{notice.title}</p>
        <p>{notice.message}</p>
      </div>
      <Button
        variant="default"
        size="xs"
        className={classes.dismiss ?? ''}
        // one that cannot be dismissed stays: it was read, and comes again with the next start
        onClick={() => void dismiss(notice.id).catch(() => undefined)}
      >
        Dismiss
      </Button>
    </div>
  ))
}
