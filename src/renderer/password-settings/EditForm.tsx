import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { PasswordSettingsChange } from '../../shared/password-settings'
import { Panel } from '../components/Panel'
import { LockoutFields } from './LockoutFields'
import { MessageFields } from './MessageFields'
import classes from './PasswordSettings.module.css'
import { keepValues } from './settings-acts'
import type { SettingsDraft, SettingsOf } from './settings-desk'
import { numberSettings } from './settings-fields'
import { readForm, type SettingsValues } from './settings-values'
import { type FieldProps, LevelField, NumberField, SwitchField } from './SettingField'
import { panelTitles } from './SettingsPanels'

interface EditFormProps {
  of: SettingsOf
  draft: SettingsDraft
  onReview: (change: PasswordSettingsChange) => void
  onCancel: () => void
}

/** The fields in the order of the screen, to find the first one that is wrong. */
const before: readonly (typeof numberSettings)[number][] = numberSettings.slice(0, 6)
const after: readonly (typeof numberSettings)[number][] = numberSettings.slice(6)

function firstOf(errors: Record<string, unknown>): string | undefined {
  const wrong = Object.keys(errors)
  const within = (start: string) => wrong.find((path) => path.startsWith(start))
  return (
    before.find((name) => wrong.includes(name)) ??
    within('tiers') ??
    after.find((name) => wrong.includes(name)) ??
    within('message.')
  )
}

/** The form "Password settings". What was typed lives in the draft too, so that a look at another screen loses nothing. */
export function EditForm({ of, draft, onReview, onCancel }: EditFormProps) {
  const { base, values } = draft
  const [isSame, setSame] = useState(false)
  const start = useRef<HTMLDivElement>(null)
  const form = useForm<SettingsValues>({
    initialValues: values,
    validate: (all) => readForm(all, base.settings).errors,
    onValuesChange: (all) => {
      setSame(false)
      keepValues(of, all)
    }
  })
  // the button that was pressed is gone
  useEffect(() => {
    if (document.activeElement === document.body) {
      start.current?.querySelector<HTMLElement>('input:not(:disabled), select')?.focus()
    }
  }, [])
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const { hasErrors, errors } = form.validate()
    if (hasErrors) {
      const first = firstOf(errors)
      if (first !== undefined) form.getInputNode(first)?.focus()
      return
    }
    const { change } = readForm(form.values, base.settings)
    const nothing = Object.keys(change).length === 0
    setSame(nothing)
    if (!nothing) onReview(change)
  }
  return (
    <form aria-label="Password settings" noValidate className={classes.screen} onSubmit={onSubmit}>
      <div ref={start} className={classes.panels}>
        <Fields form={form} view={base} />
      </div>
      <div className={`form-foot ${classes.foot}`}>
        <span role="status" className="form-hint">
          {isSame ? 'Nothing is changed yet.' : 'Nothing is sent before you have reviewed it.'}
        </span>
        <div className="form-foot-end">
          <Button variant="subtle" size="sm" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" size="sm">
            Review changes
          </Button>
        </div>
      </div>
    </form>
  )
}

function Fields({ form, view }: FieldProps) {
  const field = { form, view }
  return (
    <>
      <Panel title={panelTitles.strength}>
        <div className="form">
          <LevelField {...field} />
          <NumberField name="passwordMinLength" {...field} />
          <div>
            <SwitchField name="checkHibp" {...field} />
            <SwitchField name="checkDictionary" {...field} />
          </div>
        </div>
      </Panel>
      <Panel title={panelTitles.expiry}>
        <div className="form">
          <NumberField name="passwordExpiresIn" off={form.values.ignoreExpiration} {...field} />
          <SwitchField name="ignoreExpiration" {...field} />
          <NumberField name="blockPreviousPasswords" {...field} />
        </div>
      </Panel>
      <div className={classes.wide}>
        <Panel title={panelTitles.lockout}>
          <div className="form">
            <LockoutFields {...field} />
          </div>
        </Panel>
      </div>
      <Panel title={panelTitles.resets}>
        <div className="form">
          <NumberField name="resetValidityMinutes" {...field} />
          <NumberField name="codeLength" {...field} />
          <SwitchField name="requireMFA" {...field} />
          <NumberField name="tempPasswordValidityHours" {...field} />
        </div>
      </Panel>
      <Panel title={panelTitles.notices}>
        <div className="form">
          <SwitchField name="notifyOnPasswordUpdate" {...field} />
          <MessageFields {...field} />
        </div>
      </Panel>
    </>
  )
}
