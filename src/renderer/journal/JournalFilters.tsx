import { Button, NativeSelect, TextInput } from '@mantine/core'
import { actionWords } from './journal-words'
import { noFilter, useJournalFilter } from './journal-filter'
import classes from './Journal.module.css'

interface JournalFiltersProps {
  /** what the journal holds of each */
  actions: string[]
  agents: string[]
}

/** What is chosen stays among the choices, also where the rows that are shown have none of it. */
const withChosen = (all: string[], chosen: string) =>
  chosen === '' || all.includes(chosen) ? all : [chosen, ...all]

export function JournalFilters({ actions, agents }: JournalFiltersProps) {
  const { user, action, agent, day } = useJournalFilter((desk) => desk.values)
  const set = useJournalFilter((desk) => desk.set)
  const isEmpty = user === '' && action === '' && agent === '' && day === ''
  return (
    <div className={classes.filters} role="search" aria-label="Filter the journal">
      <TextInput
        label="User ID"
        size="xs"
        classNames={{ input: 'mono' }}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={user}
        onChange={(event) => set({ user: event.currentTarget.value })}
      />
      <NativeSelect
        label="Action"
        size="xs"
        value={action}
        onChange={(event) => set({ action: event.currentTarget.value })}
        data={[
          { value: '', label: 'All actions' },
          ...withChosen(actions, action).map((value) => ({ value, label: actionWords(value) }))
        ]}
      />
      <NativeSelect
        label="Agent"
        size="xs"
        value={agent}
        onChange={(event) => set({ agent: event.currentTarget.value })}
        data={[
          { value: '', label: 'All agents' },
          ...withChosen(agents, agent).map((value) => ({ value, label: value }))
        ]}
      />
      <TextInput
        label="Day"
        size="xs"
        type="date"
        max="9999-12-31"
        value={day}
        onChange={(event) => set({ day: event.currentTarget.value })}
      />
      <Button
        variant="subtle"
        size="xs"
        className={classes.clear ?? ''}
        aria-disabled={isEmpty}
        data-disabled={isEmpty}
        onClick={() => set(noFilter)}
      >
        Clear
      </Button>
    </div>
  )
}
