import '../components/zod-without-eval'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { toAppError } from '../../shared/errors'
import type { TenantSummary } from '../../shared/tenant'
import { Failure } from '../components/Failure'
import '../components/form-styles'
import { Note } from '../components/Note'
import { Panel } from '../components/Panel'
import { SkeletonLines } from '../components/Skeleton'
import { useCurrentTenant } from '../state/queries'
import classes from './PasswordSettings.module.css'
import { settingsQuery } from './settings-acts'
import { forgetOldNews, openSettings, useSettingsDesk } from './settings-desk'
import { Editor } from './Editor'
import { SettingsHeader } from './SettingsHeader'
import { SettingsNews } from './SettingsNews'
import { panelTitles } from './SettingsPanels'

/** What the open application asks of passwords, and how it locks, resets and lets them expire (API.md §5). */
export function PasswordSettingsScreen() {
  const tenant = useCurrentTenant()
  if (tenant === undefined) return null
  return <Settings key={`${tenant.id} ${tenant.applicationId}`} tenant={tenant} />
}

function Settings({ tenant }: { tenant: TenantSummary }) {
  const { id: tenantId, applicationId } = tenant
  const desk = useSettingsDesk()
  useLayoutEffect(() => openSettings({ tenantId, applicationId }), [tenantId, applicationId])
  const isShown = useRef(false)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
      // strict mode takes every effect back once, and at once does it again
      queueMicrotask(() => void (isShown.current || forgetOldNews({ tenantId, applicationId })))
    }
  }, [tenantId, applicationId])
  const isOurs = desk.of?.tenantId === tenantId && desk.of.applicationId === applicationId
  const draft = isOurs ? desk.draft : undefined
  const news = isOurs ? desk.news : undefined
  const of = { tenantId, applicationId }
  const reading = useQuery({
    ...settingsQuery(of),
    // edits stand on the reading that they were begun on; what moved since is found before anything is sent
    enabled: draft === undefined,
    refetchOnMount: 'always'
  })
  const view = draft?.base ?? reading.data

  const failure = reading.isError && !reading.isFetching && (
    <Failure
      error={toAppError(reading.error)}
      doing="Read the password settings"
      onRetry={() => void reading.refetch()}
    />
  )
  return (
    <div className={classes.screen} aria-busy={reading.isFetching}>
      {view?.state !== 'read' && (
        <>
          <SettingsHeader tenant={tenant} view={view} />
          {failure}
        </>
      )}
      {view === undefined && !reading.isError && <Loading />}
      {view?.state === 'no-password-login' && (
        <>
          {news && <SettingsNews news={news} />}
          <Note tone="plain" title="Sign-in by password is switched off in this application.">
            So there are no password settings. Mosaic’s administrators can switch it on in the Admin Portal.
          </Note>
        </>
      )}
      {view?.state === 'read' && (
        <Editor
          of={of}
          tenant={tenant}
          view={view}
          draft={draft}
          news={news}
          refreshing={reading.isFetching}
          onRefresh={() => void reading.refetch()}
        >
          {failure}
        </Editor>
      )}
    </div>
  )
}

/** As many panels as there will be, about as high. */
function Loading() {
  return (
    <div className={classes.panels}>
      <Panel title={panelTitles.strength} busy>
        <SkeletonLines lines={4} label="Reading the password settings" />
      </Panel>
      <Panel title={panelTitles.expiry} busy>
        <SkeletonLines lines={3} label="Reading" />
      </Panel>
      <div className={classes.wide}>
        <Panel title={panelTitles.lockout} busy>
          <SkeletonLines lines={5} label="Reading" />
        </Panel>
      </div>
      <Panel title={panelTitles.resets} busy>
        <SkeletonLines lines={4} label="Reading" />
      </Panel>
      <Panel title={panelTitles.notices} busy>
        <SkeletonLines lines={4} label="Reading" />
      </Panel>
    </div>
  )
}
