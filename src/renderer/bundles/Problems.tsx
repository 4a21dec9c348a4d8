import { Box } from './Box'
import classes from './bundles.module.css'

/** What was done all the same and needs a look. */
export function Problems({ problems }: { problems: string[] }) {
  if (problems.length === 0) return null
  return (
    <div role="alert">
      <Box tone="warning" title="This needs a look:">
        <Sentences label="Problems" of={problems} />
      </Box>
    </div>
  )
}

/** Sentences of main, which may quote the bundle. */
export function Sentences({ label, of }: { label: string; of: string[] }) {
  return (
    <ul className={classes.remarks} aria-label={label}>
      {of.map((sentence) => (
        <li key={sentence} dir="auto">
          {sentence}
        </li>
      ))}
    </ul>
  )
}
