import { Button } from '@mantine/core'
import type { BundleApplied } from '../../shared/bundle-view'
import { Dialog, DialogFoot } from '../components/Dialog'
import { Note } from '../components/Note'
import { counted } from '../format/count'
import classes from './bundles.module.css'
import { Problems } from './Problems'

interface ImportedProps {
  applied: BundleApplied
  /** how many client secrets the bundle has */
  carried: number
  withPassphrase: boolean
  onClose: () => void
}

/** What an import did. */
export function Imported({ applied, carried, withPassphrase, onClose }: ImportedProps) {
  const { added, changed, removed, secrets, problems } = applied
  return (
    <Dialog title="Import bundle" width={640} busy={false} onLeave={onClose}>
      <div className={classes.body}>
        <div role="status" aria-label="Import">
          <Note tone="good" title="The bundle is imported.">
            <p>
              Tenants: {added} added, {changed} changed, {removed} removed.
            </p>
            {carried > 0 && <p>{secretsWords(secrets, withPassphrase)}</p>}
          </Note>
        </div>
        <Problems problems={problems} />
      </div>
      <DialogFoot>
        <Button data-autofocus onClick={onClose}>
          Close
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

function secretsWords(secrets: number, withPassphrase: boolean): string {
  if (!withPassphrase) {
    return 'Its client secrets were left out. Enter them in the profiles, or import the same bundle again with its passphrase.'
  }
  return `${counted(secrets, 'client secret')} of it ${secrets === 1 ? 'is' : 'are'} in the keychain now.`
}
