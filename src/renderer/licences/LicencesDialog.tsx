import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { toAppError } from '../../shared/errors'
import type { Licence } from '../../shared/licences'
import { call } from '../bridge/client'
import { Dialog, DialogFoot } from '../components/Dialog'
import { Failure } from '../components/Failure'
import { SkeletonLines } from '../components/Skeleton'
import '../components/form-styles'
import { counted } from '../format/count'
import { closeLicences } from './licences-desk'
import classes from './Licences.module.css'
import { LicenceRow } from './LicenceRow'
import { matchingLicences } from './matching-licences'

/** Whose work is in Tessera, and under which licence. */
export function LicencesDialog() {
  const licences = useQuery({
    queryKey: ['licences'],
    queryFn: ({ signal }) => call('app.licences', undefined, { signal })
  })
  return (
    <Dialog title="Licences" busy={false} onLeave={closeLicences} width={760}>
      {licences.isPending && <SkeletonLines lines={6} label="Reading the licences" />}
      {licences.isError && (
        <Failure
          inline
          error={toAppError(licences.error)}
          doing="Read the licences"
          onRetry={() => void licences.refetch()}
        />
      )}
      {licences.data && <Packages all={licences.data} />}
      <p className={classes.chromium}>
        The licences of what is in Chromium lie beside the program, in{' '}
        <span className="mono">LICENSES.chromium.html</span>.
      </p>
      <DialogFoot>
        <Button variant="default" onClick={closeLicences}>
          Close
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

function Packages({ all }: { all: readonly Licence[] }) {
  const [wanted, setWanted] = useState('')
  const box = useRef<HTMLInputElement>(null)
  const shown = matchingLicences(all, wanted)
  // the list may come after the dialog has put the focus somewhere
  useEffect(() => box.current?.focus(), [])
  if (all.length === 0)
    return (
      <p role="status" className={classes.empty}>
        This development build carries no list of them. Packaged versions of Tessera do.
      </p>
    )
  return (
    <>
      <div className={classes.search}>
        <TextInput
          ref={box}
          type="search"
          aria-label="Search packages"
          placeholder="Search packages"
          size="sm"
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <p role="status" aria-label="Packages found" className="form-hint">
          {foundWords(shown.length, all.length)}
        </p>
      </div>
      <ul aria-label="Packages" className={classes.list}>
        {shown.map((one) => (
          <LicenceRow key={`${one.name} ${one.version}`} of={one} />
        ))}
      </ul>
    </>
  )
}

function foundWords(found: number, all: number): string {
  if (found === all) return `${counted(all, 'package')}.`
  if (found === 0) return 'No package has this in its name, version or licence.'
  return `${found} of ${counted(all, 'package')}.`
}
