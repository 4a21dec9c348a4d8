import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { deliberateAfter } from '../components/ConfirmDialog'
import { ignoreHeldKey } from '../components/held-key'
import { useCreateDesk } from '../create/create-store'
import { useSearch } from '../find/search-store'
import { useSettingsDesk } from '../password-settings/settings-desk'
import { useDesk } from '../state/desk-store'
import { useAppState } from '../state/queries'
import { followLink, userOn } from './follow-link'
import { losses } from './in-the-way'
import { type LinkSearch, useLinks } from './link-store'
import { lossWords } from './link-words'
import classes from './Links.module.css'

/** Whom a link asks to search for, where, and what ends with it. It waits, however long, and no key answers it but on its buttons. */
export function LinkQuestion({ link }: { link: LinkSearch }) {
  const client = useQueryClient()
  const state = useAppState().data
  const isArmed = useArmed()
  const call = useDesk((desk) => desk.open)
  useWhatIsBegun()
  const labelOf = (tenantId: string | undefined) => state?.tenants.find(({ id }) => id === tenantId)?.label
  const elsewhere = link.tenantId !== state?.currentTenantId
  const lost = losses(elsewhere).filter((loss) => loss !== 'call')
  const caller = call && userOn(client, call)?.displayName
  return (
    <section aria-label="Link from another program" className={classes.box}>
      <div className={classes.words}>
        <p className={classes.title}>
          A link asks to search for <bdi className="mono">{link.identifier}</bdi> in{' '}
          <bdi>{labelOf(link.tenantId)}</bdi>.
        </p>
        {call !== undefined && (
          <p>
            The call with {caller === undefined ? 'the open caller' : <bdi>{caller}</bdi>} ends, and what was
            verified in it counts no more.
          </p>
        )}
        {elsewhere && (
          <p>
            Tessera leaves <bdi>{labelOf(state?.currentTenantId)}</bdi>.
          </p>
        )}
        {lost.map((loss) => (
          <p key={loss}>{lossWords[loss]}</p>
        ))}
      </div>
      <div className={classes.buttons}>
        <Button
          variant="default"
          size="xs"
          onKeyDown={ignoreHeldKey}
          onClick={() => useLinks.setState({ waiting: undefined })}
        >
          Not now
        </Button>
        <Button
          size="xs"
          disabled={!isArmed}
          onKeyDown={ignoreHeldKey}
          onClick={() => followLink(client, link)}
        >
          {call === undefined ? 'Search' : 'End call and search'}
        </Button>
      </div>
    </section>
  )
}

/** A click so soon was meant for what lay there before. */
function useArmed(): boolean {
  const [isArmed, setArmed] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setArmed(true), deliberateAfter)
    return () => clearTimeout(timer)
  }, [])
  return isArmed
}

/** What `losses` reads: it is said anew when that changes. */
function useWhatIsBegun(): void {
  useDesk((desk) => desk.tenantForm)
  useDesk((desk) => desk.screen)
  useCreateDesk()
  useSettingsDesk((desk) => desk.draft)
  useSearch((search) => search.text)
  useSearch((search) => search.run)
}
