import classes from './Skeleton.module.css'

/** Lines as high as the rows that will stand here. `label` is read out: "Reading sessions". */
export function SkeletonLines({ lines, label }: { lines: number; label: string }) {
  return (
    <div>
      <span className="visually-hidden">{label}…</span>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className={classes.line} aria-hidden="true">
          <i className={classes.bar} />
        </div>
      ))}
    </div>
  )
}
