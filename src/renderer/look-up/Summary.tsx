import { Note } from '../components/Note'
import classes from './LookUp.module.css'
import { type LookUpRun, tally } from './look-up-run'
import { nobodyWords, summaryWords } from './words'

/** How far it is, and, where it led to nobody, what that means. */
export function Summary({ run }: { run: LookUpRun | undefined }) {
  const counts = run && tally(run)
  const nobody = counts?.asking === 0 && counts.hits === 0 ? nobodyWords(counts) : undefined
  return (
    <>
      {/* it stands here before there is anything to say, or it would not be read out */}
      <p role="status" className={classes.summary}>
        {counts && summaryWords(counts)}
      </p>
      {nobody && (
        <Note tone={nobody.certain ? 'plain' : 'warning'} title={nobody.title}>
          {nobody.text}
        </Note>
      )}
    </>
  )
}
