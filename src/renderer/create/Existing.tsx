import { Button } from '@mantine/core'
import { useId } from 'react'
import type { TenantSummary } from '../../shared/tenant'
import type { User } from '../../shared/user'
import { Note } from '../components/Note'
import { counted } from '../format/count'
import { openCard } from '../find/open-card'
import { sourceList } from '../find/source-words'
import type { Matches, Progress } from './create-store'
import classes from './Existing.module.css'
import { addToApplication } from './send-new-user'

interface Person {
  user: User
  sources: Matches[number]['source'][]
}

/** Several identifiers may belong to one person, and each to another one. */
export function peopleOf(matches: Matches): Person[] {
  const people = new Map<string, Person>()
  for (const { source, user } of matches) {
    const person = people.get(user.id) ?? { user, sources: [] }
    if (!person.sources.includes(source)) person.sources.push(source)
    people.set(user.id, person)
  }
  return [...people.values()]
}

interface ExistingProps {
  tenant: TenantSummary
  exists: Extract<Progress, { state: 'exists' }>
}

/** Who has the identifiers already. Nothing was sent to Mosaic. */
export function Existing({ tenant, exists }: ExistingProps) {
  const people = peopleOf(exists.matches)
  const [only] = people
  const title =
    people.length === 1 && only
      ? `${only.user.displayName} exists already. Nobody was created.`
      : `${counted(people.length, 'person', 'people')} have these identifiers already. Nobody was created.`
  return (
    <Note tone="warning" title={title}>
      <ul className={classes.people}>
        {people.map((person) => (
          <ExistingPerson key={person.user.id} tenant={tenant} exists={exists} person={person} />
        ))}
      </ul>
    </Note>
  )
}

function ExistingPerson({ tenant, exists, person }: ExistingProps & { person: Person }) {
  const { user, sources } = person
  const { id: tenantId, applicationId } = tenant
  const { matches, adding, already = [] } = exists
  const nameId = useId()
  const busy = adding !== undefined
  return (
    <li className={classes.person}>
      <div id={nameId} className={classes.words}>
        <p>
          <bdi className={classes.name}>{user.displayName}</bdi> has this {sourceList(sources)}
        </p>
        <p>
          <bdi className="mono">{user.id}</bdi>
        </p>
        {already.includes(user.id) && <p>Already in this application. Nothing was changed.</p>}
      </div>
      {/* several people: the buttons' description says whose they are */}
      <Button size="sm" aria-describedby={nameId} onClick={() => openCard(user, tenantId, applicationId)}>
        Open user
      </Button>
      {!already.includes(user.id) && (
        <Button
          variant="default"
          size="sm"
          aria-describedby={nameId}
          aria-disabled={busy}
          data-disabled={busy}
          onClick={() => {
            if (!busy) void addToApplication({ tenantId, applicationId }, matches, user, already)
          }}
        >
          {adding === user.id ? 'Add to this application…' : 'Add to this application'}
        </Button>
      )}
    </li>
  )
}
