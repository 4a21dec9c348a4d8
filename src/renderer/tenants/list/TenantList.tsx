import { Button, TextInput } from '@mantine/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { AppState } from '../../../shared/app-state'
import { practiceTenantId } from '../../../shared/practice-tenant'
import type { TenantSummary } from '../../../shared/tenant'
import { BundleButtons } from '../../bundles/BundleButtons'
import { Panel } from '../../components/Panel'
import { useDesk } from '../../state/desk-store'
import { useAppState } from '../../state/queries'
import { useRemoveTenant } from '../use-remove-tenant'
import classes from './list.module.css'
import { removedWords, secretLeftWords } from './removal-words'
import { profileIds } from './tenant-order'
import { isSearched, matchingTenants } from './tenant-search'
import { TenantRow } from './TenantRow'
import { useMoveTenant } from './use-move-tenant'

/** Every tenant profile: to find, change, put in order, check and remove, and the ways to new ones. */
export function TenantList() {
  const state = useAppState().data
  return (
    <Panel title="Tenants">
      {state && <Tenants state={state} />}
      <div className={classes.foot}>
        <Button variant="default" size="sm" onClick={() => useDesk.getState().openTenantForm()}>
          Add profile
        </Button>
        <BundleButtons />
      </div>
    </Panel>
  )
}

function Tenants({ state: { tenants, currentTenantId } }: { state: AppState }) {
  const [wanted, setWanted] = useState('')
  /** what was last done to the list, in words */
  const [news, setNews] = useState('')
  const { ask, dialog } = useRemoveTenant((tenant, isSecretLeft) => {
    setNews(isSecretLeft ? `${tenant.label} was removed. ${secretLeftWords(tenant)}` : removedWords(tenant))
    useDesk.getState().focusSearch()
  })
  const { list, keepFocus } = useKeptFocus(tenants)
  const onMoved = useCallback(
    (label: string, place: number, count: number) => {
      keepFocus()
      setNews(`${label} is now ${place} of ${count}.`)
    },
    [keepFocus]
  )
  const { move, failure } = useMoveTenant(onMoved)
  const search = (text: string) => {
    setWanted(text)
    setNews('')
  }

  const shown = matchingTenants(tenants, wanted)
  const searched = isSearched(wanted)
  const profiles = profileIds(tenants)
  const [first, last] = [profiles[0], profiles.at(-1)]
  return (
    <>
      <div className={classes.search}>
        <TextInput
          type="search"
          aria-label="Search tenants"
          placeholder="Search tenants"
          size="sm"
          autoComplete="off"
          spellCheck={false}
          maxLength={300}
          value={wanted}
          onChange={(event) => search(event.currentTarget.value)}
        />
        <p role="status" aria-label="Tenants found" className="form-hint">
          {searched && foundWords(shown.length, tenants.length)}
        </p>
      </div>
      <p role="status" aria-label="Change to the list" className={classes.news}>
        {failure === undefined && news}
      </p>
      {shown.length > 0 && (
        <ul ref={list} aria-label="Tenants">
          {shown.map((tenant) => (
            <TenantRow
              key={tenant.id}
              tenant={tenant}
              isCurrent={tenant.id === currentTenantId}
              canMoveUp={!searched && tenant.id !== practiceTenantId && tenant.id !== first}
              canMoveDown={!searched && tenant.id !== practiceTenantId && tenant.id !== last}
              failure={failure?.tenantId === tenant.id ? failure.error : undefined}
              onMove={move}
              onRemove={ask}
            />
          ))}
        </ul>
      )}
      {profiles.length === 0 && (
        <p className={classes.empty}>There are no profiles yet. Add one, or import a bundle.</p>
      )}
      {searched && shown.length === 0 && (
        <div className={classes.empty}>
          <p>No tenant has this in its name, host, applications or client IDs.</p>
          <Button variant="default" size="xs" onClick={() => search('')}>
            Show all
          </Button>
        </div>
      )}
      {dialog}
    </>
  )
}

function foundWords(found: number, all: number): string {
  if (found === 0) return 'No tenant matches.'
  return `${found} of ${all} ${found === 1 ? 'matches' : 'match'}.`
}

/** The button that moved its row keeps the focus, and stays in view: the browser takes the focus from what it puts elsewhere. */
function useKeptFocus(tenants: readonly TenantSummary[]) {
  const list = useRef<HTMLUListElement>(null)
  const kept = useRef<HTMLElement>(undefined)
  useEffect(() => {
    const button = kept.current
    kept.current = undefined
    if (button === undefined) return
    if (document.activeElement === document.body) button.focus()
    button.scrollIntoView({ block: 'nearest' })
  }, [tenants])
  const keepFocus = useCallback(() => {
    const { activeElement } = document
    const isInList = activeElement instanceof HTMLElement && list.current?.contains(activeElement)
    kept.current = isInList ? activeElement : undefined
  }, [])
  return { list, keepFocus }
}
