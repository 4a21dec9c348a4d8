import { useEffect, useLayoutEffect } from 'react'
import { later, loadTheRest } from '../components/later'
import { FindScreen } from '../find/FindScreen'
import { type Desk, useDesk } from '../state/desk-store'
import { useCurrentTenant } from '../state/queries'
import { ScreenBoundary } from './ScreenBoundary'

// Only what the first call needs is loaded at the start.
const CreateScreen = later(async () => (await import('../create/CreateScreen')).CreateScreen)
const DoctorScreen = later(async () => (await import('../doctor/DoctorScreen')).DoctorScreen)
const JournalScreen = later(async () => (await import('../journal/JournalScreen')).JournalScreen)
const LookUpScreen = later(async () => (await import('../look-up/LookUpScreen')).LookUpScreen)
const PasswordSettingsScreen = later(
  async () => (await import('../password-settings/PasswordSettingsScreen')).PasswordSettingsScreen
)
const PracticeScreen = later(async () => (await import('../practice/PracticeScreen')).PracticeScreen)
const SettingsScreen = later(async () => (await import('../settings/SettingsScreen')).SettingsScreen)
const TenantFormScreen = later(async () => (await import('../tenants/TenantFormScreen')).TenantFormScreen)
const TrackerScreen = later(async () => (await import('../tracker/TrackerScreen')).TrackerScreen)

/** The token is fetched and the practice tenant starts in this time after the window is ready: they come first. */
const restMs = 1_500

export function ScreenSwitch() {
  const shown = useDesk(screenName)
  useEffect(() => {
    const timer = setTimeout(() => void loadTheRest(), restMs)
    return () => clearTimeout(timer)
  }, [])
  useLeavePractice()
  return (
    <ScreenBoundary key={shown}>
      {shown === 'find' && <FindScreen />}
      {shown === 'look-up' && <LookUpScreen />}
      {shown === 'create' && <CreateScreen />}
      {shown === 'password-settings' && <PasswordSettingsScreen />}
      {shown === 'journal' && <JournalScreen />}
      {shown === 'issued' && <TrackerScreen />}
      {shown === 'practice' && <PracticeScreen />}
      {shown === 'settings' && <SettingsScreen />}
      {shown.startsWith('doctor') && <DoctorScreen />}
      {shown.startsWith('tenant') && <TenantFormScreen key={shown} />}
    </ScreenBoundary>
  )
}

/** A form for another tenant is another form, and so is a check: its name carries the tenant. */
function screenName({ screen, tenantForm, doctor }: Desk): string {
  if (doctor !== undefined) return `doctor ${doctor.tenantId}`
  if (tenantForm === undefined) return screen
  const { tenantId, copyOf } = tenantForm
  return copyOf === undefined ? `tenant ${tenantId ?? ''}` : `tenant copy of ${copyOf}`
}

/** Inbox and drills belong to the practice tenant: with another one open their screen is gone. */
function useLeavePractice(): void {
  const environment = useCurrentTenant()?.environment
  const screen = useDesk((desk) => desk.screen)
  useLayoutEffect(() => {
    if (screen === 'practice' && environment !== undefined && environment !== 'practice') {
      useDesk.setState({ screen: 'find' })
    }
  }, [environment, screen])
}
