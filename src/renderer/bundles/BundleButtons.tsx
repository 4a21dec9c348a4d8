import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { ExportDialog } from './ExportDialog'
import { useImport } from './use-import'

/** The ways in and out for many tenant profiles at once. */
export function BundleButtons() {
  const importButton = useRef<HTMLButtonElement>(null)
  const exportButton = useRef<HTMLButtonElement>(null)
  const { busy, start, dialog } = useImport(() => importButton.current?.focus())
  const [exporting, setExporting] = useState(false)
  return (
    <>
      <Button
        ref={importButton}
        variant="default"
        size="sm"
        aria-disabled={busy}
        data-disabled={busy}
        onClick={start}
      >
        {busy ? 'Import bundle…' : 'Import bundle'}
      </Button>
      <Button ref={exportButton} variant="default" size="sm" onClick={() => setExporting(true)}>
        Export bundle
      </Button>
      {dialog}
      {exporting && (
        <ExportDialog
          onClose={() => {
            setExporting(false)
            exportButton.current?.focus()
          }}
        />
      )}
    </>
  )
}
