import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { BundleOpened } from '../../shared/bundle-view'
import { type AppError, toAppError } from '../../shared/errors'
import { call } from '../bridge/client'
import { Dialog, DialogFoot } from '../components/Dialog'
import { Failure } from '../components/Failure'
import { Box } from './Box'
import { ImportDialog } from './ImportDialog'

type Opened = Exclude<BundleOpened, { state: 'cancelled' }> | { state: 'failed'; error: AppError }

/** Main asks for the file; what is in it is shown before anything changes. `onClosed` runs when the dialog is gone. */
export function useImport(onClosed: () => void): { busy: boolean; start: () => void; dialog: ReactNode } {
  const [busy, setBusy] = useState(false)
  const [opened, setOpened] = useState<Opened>()

  const open = async () => {
    setBusy(true)
    try {
      const answer = await call('bundle.open', undefined)
      if (answer.state !== 'cancelled') setOpened(answer)
    } catch (thrown) {
      setOpened({ state: 'failed', error: toAppError(thrown) })
    }
    setBusy(false)
  }
  const start = () => {
    if (!busy) void open()
  }
  const close = () => {
    setOpened(undefined)
    onClosed()
  }
  return { busy, start, dialog: opened && dialogOf(opened, { busy, again: start, close }) }
}

interface Ways {
  busy: boolean
  again: () => void
  close: () => void
}

function dialogOf(opened: Opened, { busy, again, close }: Ways): ReactNode {
  if (opened.state === 'opened') {
    return <ImportDialog key={opened.preview.previewId} preview={opened.preview} onClose={close} />
  }
  return (
    <Dialog title="Import bundle" busy={busy} onLeave={close}>
      {opened.state === 'failed' ? (
        <Failure error={opened.error} doing="Read the bundle" />
      ) : (
        <Unusable fileName={opened.fileName} problem={opened.problem} />
      )}
      <DialogFoot>
        <Button variant="default" aria-disabled={busy} data-disabled={busy} onClick={again}>
          Choose another file
        </Button>
        <Button
          data-autofocus
          aria-disabled={busy}
          data-disabled={busy}
          onClick={() => {
            if (!busy) close()
          }}
        >
          Close
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

/** A file that is no bundle. */
function Unusable({ fileName, problem }: { fileName: string; problem: string }) {
  return (
    <div role="alert">
      <Box
        tone="bad"
        title={
          <>
            <bdi>{fileName}</bdi> cannot be used.
          </>
        }
      >
        <p dir="auto">{problem}</p>
        <p>Nothing was changed.</p>
      </Box>
    </div>
  )
}
