import { Button } from '@mantine/core'
import { type FormEvent, useId, useState } from 'react'
import type { BundlePreview } from '../../shared/bundle-view'
import { call } from '../bridge/client'
import { Dialog, DialogFoot } from '../components/Dialog'
import { Failure } from '../components/Failure'
import { IntoView } from '../components/IntoView'
import { ignoreHeldEnter } from '../user/credentials/held-enter'
import classes from './bundles.module.css'
import { Imported } from './Imported'
import { keysConsentLabel } from './NewKeys'
import { PassphraseField } from './PassphraseField'
import { Preview } from './Preview'
import { refusalOf } from './refusal'
import { consentLabel } from './Replay'
import { type Consents, useApply } from './use-apply'

interface ImportDialogProps {
  preview: BundlePreview
  onClose: () => void
}

/** What a bundle would do here, and the way to let it. Nothing has changed until "Import". */
export function ImportDialog({ preview, onClose }: ImportDialogProps) {
  const { passphrase, wrong, onTyped, busy, failed, done, send } = useApply(preview)
  const [acceptOlder, setAcceptOlder] = useState(false)
  const [acceptKeys, setAcceptKeys] = useState(false)
  const whyId = useId()
  const isRefused = refusalOf(preview) !== undefined
  const given = { acceptOlder, acceptKeys }
  const why = whyNot(preview, given)
  const consentOf = (given: boolean, onChange: (given: boolean) => void) =>
    isRefused ? undefined : { given, readOnly: busy, onChange }

  if (done) return <Imported {...done} carried={preview.secrets} onClose={onClose} />

  const leave = () => {
    // main forgets it by itself too
    void call('bundle.discard', { previewId: preview.previewId }).catch(() => undefined)
    onClose()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (why === undefined) send(given)
  }
  return (
    <Dialog title="Import bundle" width={640} busy={busy} onLeave={leave} onKey={ignoreHeldEnter}>
      <form noValidate onSubmit={onSubmit}>
        <div className={classes.body}>
          <Preview
            preview={preview}
            consent={consentOf(acceptOlder, setAcceptOlder)}
            keysConsent={consentOf(acceptKeys, setAcceptKeys)}
          />
          {preview.secrets > 0 && !isRefused && (
            <PassphraseField
              label="Passphrase"
              description={secretsHint(preview.secrets)}
              field={passphrase}
              autoComplete="off"
              error={wrong}
              readOnly={busy}
              onInput={onTyped}
            />
          )}
        </div>
        <p className={classes.status} role="status" aria-label="Import">
          {busy ? 'Importing…' : ''}
        </p>
        {failed && (
          <IntoView>
            <Failure error={failed} doing="Import bundle" />
          </IntoView>
        )}
        <DialogFoot aside={<span id={whyId}>{why}</span>}>
          <Button
            variant="default"
            aria-disabled={busy}
            data-disabled={busy}
            onClick={() => {
              if (!busy) leave()
            }}
          >
            Cancel
          </Button>
          <Button
            type="submit"
            aria-disabled={busy || why !== undefined}
            data-disabled={busy || why !== undefined}
            {...(why !== undefined && { 'aria-describedby': whyId })}
          >
            {busy ? 'Import…' : 'Import'}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

const secretsHint = (secrets: number): string =>
  secrets === 1
    ? 'One client secret is in it, encrypted. It goes straight into the keychain. Left empty, all else is imported without it.'
    : `${secrets} client secrets are in it, encrypted. They go straight into the keychain. Left empty, all else is imported without them.`

/** Why "Import" cannot be pressed; undefined when it can. */
function whyNot(preview: BundlePreview, { acceptOlder, acceptKeys }: Consents): string | undefined {
  if (refusalOf(preview) !== undefined) return 'It cannot be imported.'
  const { newKeys, replay } = preview
  if (replay !== undefined && replay.state !== 'same' && !acceptOlder) {
    return `First choose “${consentLabel(replay)}”.`
  }
  return newKeys.length > 0 && !acceptKeys ? `First choose “${keysConsentLabel}”.` : undefined
}
