import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { counted } from '../format/count'
import { useDesk } from '../state/desk-store'
import { endCall } from './end-call'
import type { Hit } from './hits'
import classes from './MatchList.module.css'
import { MatchOption, optionId } from './MatchOption'
import { nextActive } from './match-keys'
import { type SearchRun, useSearch } from './search-store'

interface MatchListProps {
  run: SearchRun
  hits: Hit[]
  /** how many match beyond `hits` */
  more: number
}

/** Users who match: a list that the arrow keys walk and Enter opens. The run keeps which row is the active one. */
export function MatchList({ run, hits, more }: MatchListProps) {
  const list = useRef<HTMLUListElement>(null)
  const openUser = useDesk((desk) => desk.openUser)
  const setActive = useSearch((search) => search.setActive)
  const { tenantId, applicationId, text } = run
  const active = Math.max(
    0,
    hits.findIndex((hit) => hit.user.id === run.active)
  )

  // with the list and not after its paint: whoever sees it can press a key that is meant for it
  useLayoutEffect(() => {
    const focused = document.activeElement
    // the agent waits in the box for this list; whoever types on or went elsewhere keeps the focus
    const waits = focused instanceof HTMLInputElement && focused.type === 'search'
    // "Back to 3 matches" goes away with the card, and leaves the focus nowhere
    if (focused === document.body || (waits && focused.value.trim() === text))
      list.current?.focus({ preventScroll: true })
  }, [text])
  useEffect(() => {
    document.getElementById(optionId(active))?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const choose = useCallback(
    (hit: Hit) => {
      setActive(hit.user.id)
      openUser(hit.user, tenantId, applicationId)
    },
    [openUser, setActive, tenantId, applicationId]
  )

  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter' || event.key === 'Escape') {
      event.preventDefault()
      const hit = hits[active]
      // a key that was held down in the box is not meant for the list
      if (event.repeat) return
      if (event.key === 'Escape') endCall()
      else if (hit) choose(hit)
      return
    }
    const names = hits.map((one) => one.user.displayName)
    const next = nextActive(event.key, active, names)
    const target = next === undefined ? undefined : hits[next]
    if (target === undefined) return
    event.preventDefault()
    setActive(target.user.id)
  }

  return (
    <section className={classes.matches}>
      <h1 className={classes.title}>
        {counted(hits.length + more, 'user matches', 'users match')}
        {run.state !== 'done' && ' so far'}
      </h1>
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
      {more > 0 && <p className={classes.more}>{more} more match. Type more of the e-mail, phone or name.</p>}
    </section>
  )
}
