import type { SettingDifference } from '../../shared/password-settings'
import { settingNames } from '../../shared/password-settings-words'
import classes from './PasswordSettings.module.css'

interface DiffTableProps {
  /** its accessible name: "Changes" */
  name: string
  differences: readonly SettingDifference[]
  /** what stands over the two columns of values */
  columns?: readonly [before: string, after: string]
}

const beforeAndAfter = ['Before', 'After'] as const
const notReported = 'not reported'

/** Settings that are not the same, one a row, from before to after. */
export function DiffTable({ name, differences, columns = beforeAndAfter }: DiffTableProps) {
  return (
    <table className={classes.diff} aria-label={name}>
      <thead>
        <tr>
          <th scope="col">Setting</th>
          <th scope="col">{columns[0]}</th>
          <th scope="col">{columns[1]}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ setting, before, after }) => (
          <tr key={setting}>
            <th scope="row">{setting === 'other' ? 'Other settings' : settingNames[setting]}</th>
            {setting === 'other' ? (
              <td colSpan={2}>Something that Tessera does not know is not the same.</td>
            ) : (
              <>
                <td>
                  <bdi>{before ?? notReported}</bdi>
                </td>
                <td>
                  <span aria-hidden="true">→ </span>
                  <bdi>{after ?? notReported}</bdi>
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
