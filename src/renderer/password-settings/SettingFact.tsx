import type { PasswordSettingName } from '../../shared/password-settings'
import { settingNames } from '../../shared/password-settings-words'
import { Fact } from '../components/Facts'
import classes from './PasswordSettings.module.css'
import { type ReadView, shownSetting } from './settings-fields'

interface SettingFactProps {
  name: PasswordSettingName
  view: ReadView
  /** what to say of the value, before what its range says */
  note?: string | undefined
}

/** One setting with its value, or with why there is none. */
export function SettingFact({ name, view, note }: SettingFactProps) {
  const shown = shownSetting(name, view)
  const notes = [note, shown.note].filter((one) => one !== undefined).join('; ')
  return (
    <Fact name={settingNames[name]} {...(notes !== '' && shown.state === 'value' && { note: notes })}>
      {shown.state === 'value' ? <bdi>{shown.text}</bdi> : <span className={classes.none}>{shown.text}</span>}
    </Fact>
  )
}
