import classes from './Kbd.module.css'

/** A key on the keyboard, for the eye only: the control carries `aria-keyshortcuts`, its name stays free of it. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className={classes.key} aria-hidden="true">
      {children}
    </kbd>
  )
}
