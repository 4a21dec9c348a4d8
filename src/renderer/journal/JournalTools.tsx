import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toAppError } from '../../shared/errors'
import type { JournalCheck, JournalFilter } from '../../shared/journal'
import { call } from '../bridge/client'
import { Failure } from '../components/Failure'
import { counted } from '../format/count'
import { isFiltered } from './journal-filter'
import classes from './Journal.module.css'

const formats = [
  ['csv', 'Export CSV'],
  ['jsonl', 'Export JSON lines']
] as const

type Format = (typeof formats)[number][0]

/** Whether the journal is as it was written, and taking its rows elsewhere. */
export function JournalTools({ filter }: { filter: JournalFilter }) {
  const client = useQueryClient()
  const verify = useMutation({
    mutationFn: () => call('journal.verify', undefined),
    // a gap that was found is a record of its own
    onSettled: () => client.invalidateQueries({ queryKey: ['journal'] })
  })
  const save = useMutation({
    mutationFn: (format: Format) => call('journal.export', { format, filter }),
    // an export may itself be a record
    onSettled: () => client.invalidateQueries({ queryKey: ['journal'] })
  })
  const busy = verify.isPending || save.isPending
  return (
    <section className={classes.tools} aria-label="Journal tools">
      <div className={classes.buttons}>
        <Button
          variant="default"
          size="xs"
          aria-disabled={busy}
          data-disabled={busy}
          onClick={() => !busy && verify.mutate()}
        >
          {verify.isPending ? 'Verify journal…' : 'Verify journal'}
        </Button>
        {formats.map(([format, name]) => (
          <Button
            key={format}
            variant="default"
            size="xs"
            aria-disabled={busy}
            data-disabled={busy}
            onClick={() => !busy && save.mutate(format)}
          >
            {save.isPending && save.variables === format ? `${name}…` : name}
          </Button>
        ))}
        <span role="status" className={classes.told}>
          {verify.data?.ok && `${linesOf(verify.data)}, unbroken.`}{' '}
          {save.data && savedWords(save.data, isFiltered(filter))}
        </span>
      </div>
      {verify.data && !verify.data.ok && <Broken check={verify.data} />}
      {verify.data && <Remarks remarks={verify.data.remarks} />}
      {verify.isError && <Failure error={toAppError(verify.error)} doing="Verify journal" />}
      {save.isError && <Failure error={toAppError(save.error)} doing="Export the journal" />}
    </section>
  )
}

const linesOf = ({ lines }: JournalCheck) => counted(lines, 'line')

function savedWords(
  { fileName, lines }: { fileName?: string | undefined; lines: number },
  filtered: boolean
) {
  if (fileName === undefined) return 'Nothing was saved.'
  return `${fileName} was saved with ${counted(lines, 'line')}${filtered ? ' that match the filters' : ''}.`
}

/** The chain is broken: somebody changed, took away or added a line. */
function Broken({ check }: { check: JournalCheck }) {
  return (
    <div role="alert" className={classes.broken}>
      <p className={classes.title}>
        The journal is not as Tessera wrote it. What was found first in {linesOf(check)}:
      </p>
      <ul>
        {check.problems.map(({ line, what }) => (
          <li key={`${line} ${what}`}>
            Line {line}: <bdi>{what}</bdi>
          </li>
        ))}
      </ul>
      <p>Leave the file as it is and tell whoever is responsible for security.</p>
    </div>
  )
}

function Remarks({ remarks }: { remarks: string[] }) {
  if (remarks.length === 0) return null
  return (
    <ul className={classes.remarks} aria-label="Remarks">
      {remarks.map((remark) => (
        <li key={remark}>
          <bdi>{remark}</bdi>
        </li>
      ))}
    </ul>
  )
}
