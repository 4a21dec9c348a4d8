import { Button } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '../../../shared/contract'
import { toAppError } from '../../../shared/errors'
import type { TenantSummary } from '../../../shared/tenant'
import { call } from '../../bridge/client'
import { Failure } from '../../components/Failure'
import { counted } from '../../format/count'
import classes from './Further.module.css'

type Offered = Output<'tenants.listApplications'>[number]

interface FromMosaicProps {
  tenant: TenantSummary
  onPick: (offered: Offered) => void
}

/** The applications of the Mosaic tenant to choose a name from. A list of them names no clients (API.md §7). */
export function FromMosaic({ tenant, onPick }: FromMosaicProps) {
  const { id: tenantId, applicationId } = tenant
  const [isOpen, setOpen] = useState(false)
  const [picked, setPicked] = useState<string>()
  const { data, error, isFetching, isError, refetch } = useQuery({
    queryKey: ['mosaic-applications', tenantId, applicationId],
    queryFn: isOpen
      ? ({ signal }) => call('tenants.listApplications', { tenantId, applicationId }, { signal })
      : skipToken,
    staleTime: 0,
    gcTime: 0
  })
  const pick = (one: Offered) => {
    setOpen(false)
    setPicked(one.name)
    onPick(one)
  }
  const ask = () => {
    setPicked(undefined)
    if (isOpen) void refetch()
    else setOpen(true)
  }
  const isAsking = isOpen && isFetching
  const offered = isOpen && !isFetching && !isError ? data : undefined
  const known = new Set(tenant.applications.flatMap(({ appId, expectedAppId }) => [appId, expectedAppId]))
  return (
    <div className={classes.choose}>
      <Button
        variant="default"
        size="xs"
        aria-disabled={isAsking}
        data-disabled={isAsking}
        onClick={() => {
          if (!isAsking) ask()
        }}
      >
        Choose from Mosaic
      </Button>
      <div role="status" aria-label="Applications in Mosaic" className={classes.told}>
        {isAsking && 'Asking Mosaic for its applications…'}
        {offered?.length === 0 && 'Mosaic names no applications to this client.'}
        {offered !== undefined &&
          offered.length > 0 &&
          `${counted(offered.length, 'application')} to choose.`}
        {picked !== undefined && <WhichClient name={picked} />}
      </div>
      {isOpen && !isFetching && isError && (
        <Failure inline error={toAppError(error)} doing="List the applications" onRetry={ask} />
      )}
      {offered !== undefined && offered.length > 0 && (
        <ul aria-label="Applications in Mosaic" className={classes.offered}>
          {offered.map((one) => (
            <li key={one.appId}>
              <Offer offered={one} isKnown={known.has(one.appId)} onPick={pick} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

interface OfferProps {
  offered: Offered
  isKnown: boolean
  onPick: (offered: Offered) => void
}

function Offer({ offered, isKnown, onPick }: OfferProps) {
  const { name, description } = offered
  return (
    <button type="button" className={classes.offer} onClick={() => onPick(offered)}>
      <bdi className={classes.offerName}>{name}</bdi>
      {isKnown && <span className="form-hint"> · in this profile already</span>}
      {description !== undefined && description !== '' && (
        <span className="form-hint">
          {' · '}
          <bdi>{description}</bdi>
        </span>
      )}
    </button>
  )
}

/** A client's token is bound to one application: another’s sees none of its users (API.md §1.4, §7). */
function WhichClient({ name }: { name: string }) {
  return (
    <p>
      Now enter a client of <bdi>{name}</bdi> itself: the client of another application does not see its
      users. In the Mosaic Admin Portal, open this application; its clients stand there with client ID and
      client secret.
    </p>
  )
}
