import { useLayoutEffect } from 'react'
import { CallerTalk } from './CallerTalk'
import { useDrill } from './drill-store'
import classes from './Practice.module.css'

/** The caller of the running drill within a dialog, which the docked pane lies beneath. */
export function CallerInDialog() {
  const running = useDrill((desk) => desk.running)
  useLayoutEffect(() => {
    useDrill.setState({ inDialog: true })
    return () => useDrill.setState({ inDialog: false })
  }, [])
  if (running === undefined) return null
  return (
    <section className={classes.peek} aria-label="Caller">
      <h3 className={classes.peekTitle}>On the line: {running.drill.caller}</h3>
      <CallerTalk running={running} />
    </section>
  )
}
