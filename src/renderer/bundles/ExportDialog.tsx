import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useMemo } from 'react'
import '../components/form-styles'
import type { AppState } from '../../shared/app-state'
import { Dialog, DialogFoot } from '../components/Dialog'
import { Failure } from '../components/Failure'
import { IntoView } from '../components/IntoView'
import { usePolicy } from '../state/call-policy'
import { useAppState } from '../state/queries'
import { ignoreHeldEnter } from '../user/credentials/held-enter'
import classes from './bundles.module.css'
import { Choice } from './Choice'
import { Exported } from './Exported'
import { ExportTenants } from './ExportTenants'
import { NewPassphrase } from './NewPassphrase'
import { SinkWarning } from './SinkWarning'
import { useExport } from './use-export'

interface ExportDialogProps {
  onClose: () => void
}

/** Tenant profiles, and what belongs to them, as one file for other computers. */
export function ExportDialog({ onClose }: ExportDialogProps) {
  const state = useAppState().data
  // there is nothing to choose from before main has answered; by the time of Settings it has
  return state === undefined ? null : <ExportForm state={state} onClose={onClose} />
}

function ExportForm({ state, onClose }: ExportDialogProps & { state: AppState }) {
  const tenants = useMemo(
    () => state.tenants.filter(({ environment }) => environment !== 'practice'),
    [state.tenants]
  )
  const policy = usePolicy()?.policy
  const mayTakeSecrets = policy?.bundles.exportSecrets
  const form = useExport(tenants, state.agent, mayTakeSecrets === true)
  const { issuer, passphrase, repeat, values, errors, busy, failed, cancelled, done } = form

  if (done) return <Exported {...done} onClose={onClose} />

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    form.send()
  }
  return (
    <Dialog title="Export bundle" width={600} busy={busy} onLeave={onClose} onKey={ignoreHeldEnter}>
      <form noValidate onSubmit={onSubmit}>
        <div className={classes.body}>
          <p className={classes.lead} tabIndex={-1} data-autofocus>
            Tenant profiles with their applications, as one file to import on other computers.
          </p>
          <ExportTenants
            tenants={tenants}
            chosen={values.chosen}
            error={errors.tenants}
            readOnly={busy}
            onToggle={form.toggle}
            onSet={form.setMany}
          />
          <TextInput
            ref={issuer}
            label="Made by"
            description="Who imports it reads this; only a signature proves it."
            defaultValue={state.agent.slice(0, 80)}
            error={errors.issuer}
            maxLength={80}
            autoComplete="off"
            spellCheck={false}
            readOnly={busy}
            onInput={form.onIssuer}
          />
          <div className={classes.choices}>
            <Choice
              label="Include the policy"
              hint="The rules for agents that are in force here. Who imports the file gets them as their own policy."
              checked={values.withPolicy}
              disabled={busy}
              onChange={form.setPolicy}
            />
            {values.withPolicy && <SinkWarning sink={policy?.sink} />}
            <Choice
              label="Include the defaults"
              hint="What new profiles start with, and the proxy, unless the system chooses it."
              checked={values.withDefaults}
              disabled={busy}
              onChange={form.setDefaults}
            />
            <Choice
              label="Include client secrets"
              hint={secretsHint(mayTakeSecrets)}
              checked={values.withSecrets}
              disabled={busy || mayTakeSecrets !== true}
              onChange={form.setSecrets}
            />
          </div>
          {values.withSecrets && (
            <NewPassphrase
              passphrase={passphrase}
              repeat={repeat}
              errors={errors}
              readOnly={busy}
              onTyped={form.onTyped}
              onLeave={form.checkRepeat}
            />
          )}
        </div>
        <p className={classes.status} role="status" aria-label="Export">
          {busy ? 'Exporting…' : cancelled ? 'No file was chosen. Nothing was written.' : ''}
        </p>
        {failed && (
          <IntoView>
            <Failure error={failed} doing="Export bundle" />
          </IntoView>
        )}
        <DialogFoot>
          <Button
            variant="default"
            aria-disabled={busy}
            data-disabled={busy}
            onClick={() => {
              if (!busy) onClose()
            }}
          >
            Cancel
          </Button>
          <Button type="submit" aria-disabled={busy} data-disabled={busy}>
            {busy ? 'Export…' : 'Export'}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

function secretsHint(allowed: boolean | undefined): string {
  if (allowed === undefined) return 'Only where the policy of this computer allows it.'
  return allowed
    ? 'Encrypted to a passphrase that you choose. Send it another way than the file.'
    : 'The policy of this computer does not allow it. The rule is “bundles.exportSecrets”.'
}
