import { counted } from '../../shared/count'
import { cleaned } from './clean'
import type { Finding, Report, Section } from './finding'

const marks: Record<Finding['state'], string> = { fact: '  ', good: 'ok', attention: '!!', unknown: '??' }
const gap = 2

/** The report as aligned plain text. Every label and value goes through `cleaned` here, wherever it came from. */
export function formatReport(sections: readonly Section[], { at, home }: { at: Date; home: string }): Report {
  const clean = (text: string) => cleaned(text, home)
  const all = sections.map(({ title, findings }) => ({
    title: clean(title),
    findings: findings.map(({ label, value, state }) => ({ label: clean(label), value: clean(value), state }))
  }))
  const width = Math.max(0, ...all.flatMap(({ findings }) => findings.map(({ label }) => label.length))) + gap
  const wanting = all.flatMap(({ title, findings }) =>
    findings.filter(({ state }) => state === 'attention').map(({ label }) => `${title}, ${label}`)
  )
  const lines = [
    `Tessera diagnosis, ${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`,
    wanting.length === 0
      ? 'Nothing was found that needs attention.'
      : `${counted(wanting.length, 'line needs', 'lines need')} attention (marked !!): ${wanting.join('; ')}.`,
    ...all.flatMap(({ title, findings }) => [
      '',
      title,
      ...findings.map(({ label, value, state }) =>
        `${marks[state]}  ${label.padEnd(width)}${value}`.trimEnd()
      )
    ])
  ]
  return { text: `${lines.join('\n')}\n`, attention: wanting.length }
}
