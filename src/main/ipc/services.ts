import type { AppState } from '../../shared/app-state'
import type { Licence } from '../../shared/licences'
import type { NetworkSettings } from '../../shared/settings'
import type { UpdateView } from '../../shared/updates'
import type { NetworkRoute } from '../mosaic/connection'
import type { MosaicClient, MosaicClientOptions } from '../mosaic/client'
import type { Acts } from '../desk/acts'
import type { BundleServices } from '../desk/bundle-services'
import type { CallDesk } from '../desk/call-desk'
import type { ClipboardPort, IssuedPasswords } from '../desk/issued-passwords'
import type { LookUps } from '../desk/look-up'
import type { Notices } from '../desk/notices'
import type { PasswordSettingsDesk } from '../desk/password-settings'
import type { PracticeTenant } from '../desk/practice'
import type { Records } from '../desk/records'
import type { TenantOpener } from '../desk/tenant-opener'
import type { TenantSessions } from '../desk/tenant-session'
import type { Tenants } from '../desk/tenants'

/** What the handlers are made of; main.ts builds it. */
export interface Services {
  tenants: Tenants
  sessions: TenantSessions
  opener: TenantOpener
  lookUps: LookUps
  /** the gate and the open call */
  desk: CallDesk
  acts: Acts
  records: Records
  bundles: BundleServices
  passwordSettings: PasswordSettingsDesk
  practice: PracticeTenant
  issued: IssuedPasswords
  notices: Notices
  clipboard: ClipboardPort
  network: {
    read(): NetworkSettings
    save(settings: NetworkSettings): Promise<void>
    /** asks the user for a file; `undefined` when they think better of it */
    chooseCaFile(): Promise<string | undefined>
    route(origin: string): Promise<NetworkRoute>
  }
  updates: {
    view(): Promise<UpdateView>
    check(): Promise<UpdateView>
    install(): Promise<UpdateView>
  }
  /** whose work is in this build */
  licences(): Promise<Licence[]>
  /** hands an E.164 number to the system's telephone */
  dial(e164: string): Promise<void>
  openClient(options: MosaicClientOptions): Promise<MosaicClient>
  state(): AppState
  /** the search box can be used: prints the ready line and gets the open tenant's token in the background */
  ready(): void
  /** gets the open tenant's token and learns its application's name, without anybody waiting */
  warmUp(): void
}
