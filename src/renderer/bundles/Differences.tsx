import type { BundleDifference } from '../../shared/bundle-view'
import classes from './bundles.module.css'

/** What becomes different, one line each. Nothing is cut off: what is hidden at the end of a long address may be the point. */
export function Differences({ of, label }: { of: BundleDifference[]; label?: string }) {
  return (
    <ul className={classes.differences} aria-label={label}>
      {of.map((difference, index) => (
        // the same thing may differ in several places
        <li key={`${index} ${difference.what}`}>
          <Difference of={difference} />
        </li>
      ))}
    </ul>
  )
}

function Difference({ of: { what, before, after } }: { of: BundleDifference }) {
  if (before === undefined && after === undefined) return <bdi dir="auto">{what}</bdi>
  return (
    <>
      <bdi className={classes.what} dir="auto">
        {what}
      </bdi>
      {': '}
      {before !== undefined && <bdi>{before}</bdi>}
      {before !== undefined && (
        <>
          <span aria-hidden="true"> → </span>
          <span className="visually-hidden"> becomes </span>
        </>
      )}
      {after === undefined ? 'nothing' : <bdi>{after}</bdi>}
    </>
  )
}
