import { settingNames } from '../../shared/password-settings-words'
import { counted } from '../format/count'
import { formatInSentence } from '../format/time'
import { useNow } from '../state/use-now'
import classes from './PasswordSettings.module.css'
import type { ReadView } from './settings-fields'

/** What is to be known of this reading: whether and why not it can be edited, and what is not as Tessera knows it. */
export function About({ view }: { view: ReadView }) {
  const now = useNow()
  const { edit, lacking, unreadable, unknownFields, undo } = view
  const lines = [
    edit.allowed ? undefined : `These settings cannot be edited here. ${edit.why ?? ''}`.trim(),
    lacking.length === 0
      ? undefined
      : `This tenant does not report ${counted(lacking.length, 'setting')}, as older tenants lack some. What is not reported cannot be edited.`,
    unreadable.length === 0
      ? undefined
      : `Not readable: ${unreadable.map((name) => settingNames[name]).join(', ')}. Such settings stay as they are.`,
    unknownFields === 0
      ? undefined
      : `${counted(unknownFields, 'setting')} more that Tessera does not know ${unknownFields === 1 ? 'stays as it is' : 'stay as they are'}.`,
    undo && edit.allowed ? `Last changed from here ${formatInSentence(undo.at, now)}.` : undefined
  ].filter((line) => line !== undefined)
  if (lines.length === 0) return null
  return (
    <ul className={classes.about} aria-label="About these settings">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
