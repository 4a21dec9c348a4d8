import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import { counted } from '../format/count'
import { useDesk } from '../state/desk-store'
import type { Hit } from './hits'
import classes from './MatchList.module.css'
import { MatchOption, optionId } from './MatchOption'
import { nextActive } from './match-keys'
import type { SearchRun } from './search-store'

interface MatchListProps {
  run: SearchRun
  hits: Hit[]
  /** how many match beyond `hits` */
  more: number
}

/** Several users match: a list that the arrow keys walk and Enter opens. */
export function MatchList({ run, hits, more }: MatchListProps) {
  const list = useRef<HTMLUListElement>(null)
  const [active, setActive] = useState(0)
  const openUser = useDesk((desk) => desk.openUser)
  const { tenantId, text } = run

  useEffect(() => {
    // the agent waits in the box for this list; whoever types on or went elsewhere keeps the focus
    const box = document.activeElement
    if (box instanceof HTMLInputElement && box.type === 'search' && box.value.trim() === text)
      list.current?.focus({ preventScroll: true })
  }, [text])
  useEffect(() => {
    document.getElementById(optionId(active))?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const choose = useCallback((hit: Hit) => openUser(hit.user, tenantId), [openUser, tenantId])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const hit = hits[active]
    if (event.key === 'Enter' && hit) {
      event.preventDefault()
      return choose(hit)
    }
    const names = hits.map((one) => one.user.displayName)
    const next = nextActive(event.key, active, names)
    if (next === undefined) return
    event.preventDefault()
    setActive(next)
  }

  return (
    <section className={classes.matches}>
      <h1 className={classes.title}>{counted(hits.length + more, 'user matches', 'users match')}</h1>
      <ul
        ref={list}
        role="listbox"
        aria-label="Matching users"
        aria-activedescendant={optionId(active)}
        tabIndex={0}
        className={classes.list}
        onKeyDown={onKeyDown}
      >
        {hits.map((hit, index) => (
          <MatchOption
            key={hit.user.id}
            hit={hit}
            index={index}
            active={index === active}
            onChoose={choose}
          />
        ))}
      </ul>
      {more > 0 && <p className={classes.more}>{more} more match. Type more of the e-mail or phone.</p>}
    </section>
  )
}
