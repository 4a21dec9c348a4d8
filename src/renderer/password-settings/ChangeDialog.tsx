import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import type { AppError } from '../../shared/errors'
import type { PasswordSettings, SettingDifference } from '../../shared/password-settings'
import type { TenantSummary } from '../../shared/tenant'
import { Dialog, DialogFoot } from '../components/Dialog'
import { Failure } from '../components/Failure'
import { environmentName } from '../tenants/environment-words'
import { useAct } from '../user/credentials/use-act'
import { Consequences } from './Consequences'
import { DiffTable } from './DiffTable'
import classes from './PasswordSettings.module.css'

interface ChangeDialogProps {
  title: string
  /** the act, as the button and its failures name it */
  doing: string
  tenant: TenantSummary
  /** the application that it holds for */
  appName: string
  differences: readonly SettingDifference[]
  /** what it comes to is told from these */
  from: PasswordSettings
  to: PasswordSettings
  /** no side has lockout tiers of an unknown shape */
  tiersKnown: boolean
  /** Sends it. Answers the failure that is told here; undefined when the screen tells the rest. */
  onConfirm: (tenantName: string | undefined) => Promise<AppError | undefined>
  /** leaves; `readAgain`: the reading that it was built on is not known any more */
  onCancel: (readAgain: boolean) => void
}

const plain = (name: string) => name.normalize('NFC').trim()

/**
 * What will change and what that comes to, before it is sent. In production the tenant's name has to be typed. While it is sent
 * nothing closes it: its end must be seen.
 */
export function ChangeDialog(props: ChangeDialogProps) {
  const { title, doing, tenant, appName, differences, from, to, tiersKnown, onConfirm, onCancel } = props
  const { busy, act } = useAct()
  const name = useRef<HTMLInputElement>(null)
  const [wrongName, setWrongName] = useState<string>()
  const [error, setError] = useState<AppError>()
  const needsName = tenant.environment === 'production'
  const isForgotten = error?.kind === 'not-found'

  const confirm = () => {
    const typed = name.current?.value ?? ''
    if (needsName && plain(typed) !== plain(tenant.label)) {
      setWrongName(`Enter the tenant’s name as it is written here: ${tenant.label}`)
      name.current?.focus()
      return
    }
    act(async (isShown) => {
      setError(undefined)
      const failed = await onConfirm(needsName ? typed : undefined)
      if (failed === undefined || !isShown()) return
      const atName = failed.kind === 'invalid-input' ? failed.fields['tenantName'] : undefined
      setWrongName(atName)
      if (atName === undefined) setError(failed)
      else name.current?.focus()
    })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    confirm()
  }
  const leave = () => onCancel(isForgotten)

  return (
    <Dialog title={title} width={680} busy={busy} onLeave={leave}>
      <p className={classes.of}>
        <bdi>{appName}</bdi> · {tenant.label} · {environmentName(tenant)}
      </p>
      <form noValidate onSubmit={onSubmit}>
        <DiffTable name="Changes" differences={differences} />
        <Consequences
          from={from}
          to={to}
          tiersKnown={tiersKnown}
          of={{ tenantId: tenant.id, applicationId: tenant.applicationId }}
        />
        {needsName && (
          <TextInput
            ref={name}
            className={classes.name ?? ''}
            label="Tenant name"
            description={`This is a production tenant: type ${tenant.label} to go on.`}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            readOnly={busy}
            error={wrongName}
            data-autofocus
            onInput={() => setWrongName(undefined)}
          />
        )}
        {error && <Failure inline doing={doing} error={error} />}
        <DialogFoot aside={busy && <span role="status">Sending…</span>}>
          <Button
            variant="default"
            aria-disabled={busy}
            data-disabled={busy}
            // without a name to type, Enter meant for another place does nothing
            {...(!needsName && { 'data-autofocus': true })}
            onClick={() => {
              if (!busy) leave()
            }}
          >
            {isForgotten ? 'Read again' : 'Cancel'}
          </Button>
          <Button type="submit" aria-disabled={busy} data-disabled={busy}>
            {busy ? `${doing}…` : doing}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
