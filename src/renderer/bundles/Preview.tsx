import { memo, useId } from 'react'
import type { BundleDifference, BundlePreview } from '../../shared/bundle-view'
import { Fact, Facts } from '../components/Facts'
import { Moment } from '../components/Moment'
import { useNow } from '../state/use-now'
import { Box } from './Box'
import classes from './bundles.module.css'
import { Differences } from './Differences'
import type { ConsentProps } from './Consent'
import { NewKeys } from './NewKeys'
import { Sentences } from './Problems'
import { refusalOf } from './refusal'
import { Replay } from './Replay'
import { Signature } from './Signature'
import { TenantChanges } from './TenantChanges'

interface PreviewProps {
  preview: BundlePreview
  consent: ConsentProps | undefined
  keysConsent: ConsentProps | undefined
}

/** Who made it, what proves that, and what it would change. */
export function Preview({ preview, consent, keysConsent }: PreviewProps) {
  const { newKeys, replay, serial, signature, warnings } = preview
  const refusal = refusalOf(preview)
  return (
    <>
      <p className={classes.lead} tabIndex={-1} data-autofocus>
        Nothing has changed yet. This is what the bundle would do here.
      </p>
      <Origin preview={preview} />
      <Signature signature={signature} />
      {refusal !== undefined && (
        <div role="alert">
          <Box tone="bad" title="It cannot be imported.">
            <p dir="auto">{refusal}</p>
          </Box>
        </div>
      )}
      {replay && <Replay replay={replay} serial={serial} consent={consent} />}
      {newKeys.length > 0 && <NewKeys keys={newKeys} consent={keysConsent} />}
      {warnings.length > 0 && (
        <Box tone="warning">
          <Sentences label="Read before importing" of={warnings} />
        </Box>
      )}
      <TenantChanges tenants={preview.tenants} />
      <Part title="Policy" of={preview.policy} label="Policy changes" />
      <Part title="Defaults" of={preview.defaults} label="Default changes" />
    </>
  )
}

function Origin({ preview }: { preview: BundlePreview }) {
  const now = useNow()
  const { bundleId, createdAt, fileName, issuer, serial, signature } = preview
  return (
    <Facts>
      <Fact name="Made by" note={signature.state === 'trusted' ? undefined : 'as the file says'}>
        <bdi>{issuer}</bdi>
      </Fact>
      <Fact name="Made">
        <Moment time={createdAt} now={now} />
      </Fact>
      <Fact name="Serial number">
        <span className="mono">{serial}</span> of the series <bdi className="mono">{bundleId}</bdi>
      </Fact>
      <Fact name="File">
        <bdi className="mono">{fileName}</bdi>
      </Fact>
    </Facts>
  )
}

/** Policy or defaults; nothing where the bundle says nothing of them. */
const Part = memo(function Part({
  title,
  of,
  label
}: {
  title: string
  of: BundleDifference[]
  label: string
}) {
  const titleId = useId()
  if (of.length === 0) return null
  return (
    <div role="group" className={classes.part} aria-labelledby={titleId}>
      <h3 id={titleId} className={classes.heading}>
        {title}
      </h3>
      <Differences of={of} label={label} />
    </div>
  )
})
