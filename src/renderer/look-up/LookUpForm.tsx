import { Button } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { cleanIdentifier } from '../../shared/clean-identifier'
import type { TenantSummary } from '../../shared/tenant'
import { useStopKey } from '../find/use-stop-key'
import { chosenIds } from './choice'
import { focusFirstHit } from './hit-keys'
import classes from './LookUp.module.css'
import { isRunning } from './look-up-run'
import { useLookUp } from './look-up-store'
import { choiceProblem } from './words'

/** The box and its buttons. Enter looks up, Esc stops, ↓ goes to the first hit. */
export function LookUpForm({ tenants }: { tenants: readonly TenantSummary[] }) {
  const box = useRef<HTMLInputElement>(null)
  const text = useLookUp((lookUp) => lookUp.text)
  const setText = useLookUp((lookUp) => lookUp.setText)
  const out = useLookUp((lookUp) => lookUp.leftOut)
  const running = useLookUp((lookUp) => isRunning(lookUp.run))
  const focusTick = useLookUp((lookUp) => lookUp.focusTick)
  const chosen = chosenIds(tenants, out)
  const problem = choiceProblem(chosen.length)
  const canStart = problem === undefined && cleanIdentifier(text) !== ''

  useEffect(() => {
    box.current?.focus()
    box.current?.select()
  }, [focusTick])
  useStopKey(running, stop)

  const start = () => {
    if (canStart) void useLookUp.getState().start(chosen)
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    // Chromium would empty the box by itself
    if (event.key === 'Escape' && running) event.preventDefault()
    if (event.key === 'ArrowDown' && focusFirstHit()) event.preventDefault()
    if (event.repeat) return
    if (event.key === 'Enter') start()
    if (event.key === 'Escape' && running) stop()
  }

  return (
    <div className={classes.form} role="search" aria-label="All tenants">
      <input
        ref={box}
        className={classes.box}
        type="search"
        aria-label="Find in all tenants"
        aria-describedby={problem === undefined ? undefined : 'look-up-problem'}
        aria-keyshortcuts="Control+Shift+K Meta+Shift+K"
        placeholder="E-mail, phone, username, ID or name"
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Button size="sm" aria-disabled={!canStart} data-disabled={!canStart} onClick={start}>
        Look up
      </Button>
      <Button
        variant="default"
        size="sm"
        aria-disabled={!running}
        data-disabled={!running}
        onClick={() => running && stop()}
      >
        Stop
      </Button>
      {problem !== undefined && (
        <p id="look-up-problem" className={classes.problem}>
          {problem}
        </p>
      )}
    </div>
  )
}

const stop = (): void => useLookUp.getState().stop()
