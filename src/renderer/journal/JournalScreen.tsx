import '../components/form-styles'
import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo } from 'react'
import { Panel } from '../components/Panel'
import { useDesk } from '../state/desk-store'
import { filterOf, useJournalFilter } from './journal-filter'
import { JournalFilters } from './JournalFilters'
import classes from './Journal.module.css'
import { JournalRows } from './JournalRows'
import { JournalTools } from './JournalTools'
import { useJournal } from './use-journal'

/** A user id is asked for once typing pauses for so long (ms). */
const typingMs = 250

/** The record of everything that was done from this computer, newest first. */
export function JournalScreen() {
  const values = useJournalFilter((desk) => desk.values)
  const [user] = useDebouncedValue(values.user, typingMs)
  const { action, agent, day } = values
  const filter = useMemo(() => filterOf({ user, action, agent, day }), [user, action, agent, day])
  const journal = useJournal(filter)
  const setScreen = useDesk((desk) => desk.setScreen)
  const pages = journal.data?.pages
  const latest = pages?.at(-1)
  const shown = pages?.reduce((sum, { rows }) => sum + rows.length, 0) ?? 0
  return (
    <div className={classes.screen}>
      <div className={classes.head}>
        <h1 className="form-heading">Journal</h1>
        <Button variant="default" size="xs" onClick={() => setScreen('issued')}>
          Temporary credentials
        </Button>
      </div>
      <JournalTools filter={filter} />
      <Panel
        title="Records of this computer"
        aside={latest && (latest.more > 0 ? `${shown} of ${shown + latest.more}` : shown)}
        busy={journal.isFetching}
        lines={3}
      >
        <JournalFilters actions={latest?.actions ?? []} agents={latest?.agents ?? []} />
        <JournalRows journal={journal} filter={filter} />
      </Panel>
    </div>
  )
}
