/**
 * One line of the report. `fact`: neither good nor bad. `attention`: somebody should look at it, and the exit code says so.
 * `unknown`: it was not looked at, and why.
 */
export interface Finding {
  label: string
  value: string
  state: 'fact' | 'good' | 'attention' | 'unknown'
}

export interface Section {
  title: string
  findings: Finding[]
}

/** What `--diagnose` prints, and how many lines of it need attention. */
export interface Report {
  text: string
  attention: number
}

const maker =
  (state: Finding['state']) =>
  (label: string, value: string): Finding => ({ label, value, state })

export const fact = maker('fact')
export const good = maker('good')
export const attention = maker('attention')
export const unknown = maker('unknown')

/** `attention` where there is a problem, else `good`. */
export const judged = (label: string, value: string, isGood: boolean): Finding =>
  isGood ? good(label, value) : attention(label, value)
