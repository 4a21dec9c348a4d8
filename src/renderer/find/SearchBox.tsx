import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useDesk } from '../state/desk-store'
import { useCurrentTenant } from '../state/queries'
import classes from './SearchBox.module.css'
import { searchHint } from './search-hint'
import { useSearch } from './search-store'

/** The one search box, on every screen. Enter searches; Esc stops the search, else clears the box and ends the call. */
export function SearchBox() {
  const input = useRef<HTMLInputElement>(null)
  const text = useSearch((search) => search.text)
  const setText = useSearch((search) => search.setText)
  const hint = useSearch((search) => searchHint(search.run, search.text))
  const focusTick = useDesk((desk) => desk.focusSearchTick)
  const submit = useSubmit()

  useEffect(() => {
    input.current?.focus()
    // at the start there may be typed text already, which the next key must not replace
    if (focusTick > 0) input.current?.select()
  }, [focusTick])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    // Chromium would empty the box by itself, also where Esc only stops the search
    if (event.key === 'Escape') event.preventDefault()
    if (event.repeat) return
    if (event.key === 'Enter') submit()
    if (event.key === 'Escape') leave()
  }

  return (
    <div className="search-box">
      <svg className={classes.lens} viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
        <circle cx="7" cy="7" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="m10.5 10.5 3.5 3.5" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      </svg>
      <input
        ref={input}
        className="search-box-input"
        type="search"
        aria-label="Find a user"
        aria-describedby="search-hint"
        aria-keyshortcuts="Control+K Meta+K"
        placeholder="E-mail, phone, username, ID or name"
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span id="search-hint" className={classes.hint} aria-live="polite" title={hint}>
        {hint}
      </span>
    </div>
  )
}

function leave(): void {
  const { run, stop, reset } = useSearch.getState()
  if (run?.state === 'running') return stop()
  reset()
  useDesk.getState().closeUser()
}

/** Searches now, or, pressed before main has said which tenant is open, as soon as that is known. */
function useSubmit(): () => void {
  const tenantId = useCurrentTenant()?.id
  const wanted = useSearch((search) => search.wanted)
  useEffect(() => {
    const { wanted: still, start } = useSearch.getState()
    if (tenantId === undefined || !wanted || !still) return
    useSearch.setState({ wanted: false })
    void start(tenantId)
  }, [tenantId, wanted])
  return () => {
    if (tenantId === undefined) useSearch.setState({ wanted: true })
    else void useSearch.getState().start(tenantId)
  }
}
