import { NativeSelect, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { ReactNode } from 'react'
import type { PasswordSettingName } from '../../shared/password-settings'
import { settingNames } from '../../shared/password-settings-words'
import classes from './PasswordSettings.module.css'
import {
  isReported,
  type MessageField,
  type numberSettings,
  rangeWords,
  type ReadView,
  shownSetting,
  type switchSettings
} from './settings-fields'
import type { SettingsValues } from './settings-values'
import { levelHint } from './SettingsPanels'

export interface FieldProps {
  form: UseFormReturnType<SettingsValues>
  view: ReadView
}

/** What the tenant does not report cannot be edited: it says so in the field's place. */
function Reported({
  name,
  view,
  children
}: {
  name: PasswordSettingName
  view: ReadView
  children: ReactNode
}) {
  if (isReported(name, view.settings)) return children
  return (
    <div className={classes.stuck}>
      <p className={classes.stuckName}>{settingNames[name]}</p>
      <p className="form-hint">{shownSetting(name, view).text}</p>
    </div>
  )
}

interface NumberFieldProps extends FieldProps {
  name: (typeof numberSettings)[number]
  /** it has no effect as things are chosen */
  off?: boolean
}

export function NumberField({ name, form, view, off = false }: NumberFieldProps) {
  return (
    <Reported name={name} view={view}>
      <TextInput
        label={settingNames[name]}
        description={rangeWords(name)}
        classNames={{ input: 'mono' }}
        inputMode="numeric"
        autoComplete="off"
        disabled={off}
        {...form.getInputProps(name)}
      />
    </Reported>
  )
}

const levels = ['1', '2', '3', '4', '5']

export function LevelField({ form, view }: FieldProps) {
  const { passwordComplexity } = view.settings
  const reported = String(passwordComplexity)
  const known = levels.includes(reported) ? levels : [reported, ...levels]
  return (
    <Reported name="passwordComplexity" view={view}>
      <NativeSelect
        label={settingNames.passwordComplexity}
        description={levelHint}
        data={known.map((value) => ({ value, label: `Level ${value} of 5` }))}
        {...form.getInputProps('passwordComplexity')}
      />
    </Reported>
  )
}

export function SwitchField({ name, form, view }: FieldProps & { name: (typeof switchSettings)[number] }) {
  return (
    <Reported name={name} view={view}>
      <label className="choice">
        <input type="checkbox" {...form.getInputProps(name, { type: 'checkbox' })} />
        {settingNames[name]}
      </label>
    </Reported>
  )
}

export function MessageTextField({ field, form, view }: FieldProps & { field: MessageField }) {
  return (
    <Reported name={`message.${field}`} view={view}>
      <TextInput
        label={settingNames[`message.${field}`]}
        autoComplete="off"
        {...form.getInputProps(`message.${field}`)}
      />
    </Reported>
  )
}
