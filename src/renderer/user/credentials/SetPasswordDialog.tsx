import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useId, useState } from 'react'
import '../../components/form-styles'
import { actionNames } from '../../../shared/desk-words'
import { passwordAuthenticators } from '../../../shared/password-facts'
import { Dialog, DialogFoot } from '../../components/Dialog'
import { Failure } from '../../components/Failure'
import { IntoView } from '../../components/IntoView'
import { counted } from '../../format/count'
import { usePolicy } from '../../state/call-policy'
import { useTenantRules } from '../../state/queries'
import { WhoLine } from '../actions/Who'
import shared from './credentials.module.css'
import type { CredentialDialogProps } from './dialog'
import { ignoreHeldEnter } from './held-enter'
import { PasswordField } from './PasswordField'
import { personalWords } from './set-password-words'
import { StrengthMeter } from './StrengthMeter'
import { useSetPassword } from './use-set-password'
import { useStrength } from './use-strength'

/** A password of the agent's choosing, the last resort: whoever chose it knows it. */
export function SetPasswordDialog(props: CredentialDialogProps) {
  const { user, tenant, authenticators } = props
  const form = useSetPassword(props)
  const { username, password, repeat, errors, failed, emptied, busy } = form
  const { strength, measure } = useStrength(password, personalWords(user))
  const mayLast = usePolicy()?.policy.permanentPasswords
  const [temporary, setTemporary] = useState(true)
  const rules = useTenantRules(tenant)
  // as it was known when the dialog opened: nothing moves under the agent's hands
  const [minLength] = useState(rules?.minLength)
  const isFirst =
    user.password === undefined && passwordAuthenticators(authenticators ?? [], tenant.appId).length === 0
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    form.send(temporary || mayLast !== true)
    measure()
  }

  return (
    <Dialog
      title={actionNames['set-password']}
      width={520}
      busy={busy}
      onLeave={form.leave}
      onKey={ignoreHeldEnter}
    >
      <WhoLine user={user} tenant={tenant} />
      <form noValidate onSubmit={onSubmit}>
        <div className={shared.fields}>
          {isFirst && (
            <TextInput
              ref={username}
              label="Username"
              description={usernameHint(user.email?.verified === true)}
              error={errors.username}
              maxLength={254}
              autoComplete="off"
              spellCheck={false}
              readOnly={busy}
              onInput={form.onNamed}
              data-autofocus
            />
          )}
          <PasswordField
            label="New password"
            description={
              minLength !== undefined &&
              `This application asks for at least ${counted(minLength, 'character')}.`
            }
            field={password}
            autoComplete="new-password"
            error={errors.password}
            autoFocus={!isFirst}
            readOnly={busy}
            onInput={() => {
              form.onTyped()
              measure()
            }}
          />
          <StrengthMeter strength={strength} />
          <PasswordField
            label="Repeat password"
            field={repeat}
            autoComplete="new-password"
            error={errors.repeat}
            readOnly={busy}
            onInput={form.onTyped}
            onBlur={form.checkRepeat}
          />
          <MustChange checked={temporary || mayLast !== true} mayLast={mayLast} onChange={setTemporary} />
        </div>
        <p className={shared.status} role="status" aria-label="Setting">
          {busy ? 'Setting the password…' : emptied ? 'What was typed is gone: type the password again.' : ''}
        </p>
        {failed && (
          <IntoView>
            <Failure {...failed} />
          </IntoView>
        )}
        <DialogFoot>
          <Button
            variant="default"
            aria-disabled={busy}
            data-disabled={busy}
            onClick={() => {
              if (!busy) form.leave()
            }}
          >
            Cancel
          </Button>
          <Button type="submit" aria-disabled={busy} data-disabled={busy}>
            Set password
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

const usernameHint = (hasEmail: boolean): string =>
  hasEmail
    ? 'Optional: a name to sign in by, unique in this application. Without one they sign in by their e-mail address.'
    : 'A name to sign in by, unique in this application. They have no verified e-mail address to sign in by instead.'

interface MustChangeProps {
  checked: boolean
  /** the policy allows passwords that last; undefined while it is not known */
  mayLast: boolean | undefined
  onChange: (checked: boolean) => void
}

function MustChange({ checked, mayLast, onChange }: MustChangeProps) {
  const hintId = useId()
  return (
    <div>
      <label className="choice">
        <input
          type="checkbox"
          checked={checked}
          disabled={mayLast !== true}
          aria-describedby={hintId}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        Must be changed at the first sign-in
      </label>
      <p id={hintId} className="form-hint">
        {hint(checked, mayLast)}
      </p>
    </div>
  )
}

function hint(checked: boolean, mayLast: boolean | undefined): string {
  if (mayLast === undefined) return 'It can be left out only where the policy allows that.'
  if (!mayLast) return 'The policy of this computer asks for it.'
  return checked
    ? 'You know this password too, so it should be theirs alone soon.'
    : 'It lasts, and you know it: ask them to change it themselves.'
}
