import { settingValue } from '../../shared/password-settings-words'
import { Facts } from '../components/Facts'
import { Panel } from '../components/Panel'
import { isProgressive, isTiersKnown, simpleLockout, tierTrouble, unknownModelWords } from './lockout-words'
import { MailPreview } from './MailPreview'
import classes from './PasswordSettings.module.css'
import { SettingFact } from './SettingFact'
import type { ReadView } from './settings-fields'
import { TierTimeline } from './TierTimeline'

export const panelTitles = {
  strength: 'Strength',
  expiry: 'Expiry and history',
  lockout: 'Lockout',
  resets: 'Resets and temporary passwords',
  notices: 'Notices and reset e-mail'
}

export const levelHint = 'Mosaic does not document what a level demands.'

/** All settings, to be read. */
export function SettingsPanels({ view }: { view: ReadView }) {
  const { settings } = view
  const never = settings.ignoreExpiration === true
  const days = never ? settingValue('passwordExpiresIn', { ...settings, ignoreExpiration: false }) : undefined
  return (
    <div className={classes.panels}>
      <Panel title={panelTitles.strength}>
        <Facts>
          <SettingFact name="passwordComplexity" view={view} />
          <SettingFact name="passwordMinLength" view={view} />
          <SettingFact name="checkHibp" view={view} />
          <SettingFact name="checkDictionary" view={view} />
        </Facts>
        <p className="form-hint">{levelHint}</p>
      </Panel>
      <Panel title={panelTitles.expiry}>
        <Facts>
          <SettingFact
            name="passwordExpiresIn"
            view={view}
            note={days === undefined ? undefined : `${days} are set aside`}
          />
          <SettingFact name="ignoreExpiration" view={view} />
          <SettingFact name="blockPreviousPasswords" view={view} />
        </Facts>
      </Panel>
      <div className={classes.wide}>
        <Lockout view={view} />
      </div>
      <Panel title={panelTitles.resets}>
        <Facts>
          <SettingFact name="resetValidityMinutes" view={view} />
          <SettingFact name="codeLength" view={view} />
          <SettingFact name="requireMFA" view={view} />
          <SettingFact name="tempPasswordValidityHours" view={view} />
        </Facts>
      </Panel>
      <Panel title={panelTitles.notices}>
        <Facts>
          <SettingFact name="notifyOnPasswordUpdate" view={view} />
          <SettingFact name="message.from" view={view} />
          <SettingFact name="message.subject" view={view} />
          <SettingFact name="message.primaryColor" view={view} />
        </Facts>
        {settings.message !== undefined && (
          <MailPreview
            from={settings.message.from}
            subject={settings.message.subject}
            primaryColor={settings.message.primaryColor}
          />
        )}
      </Panel>
    </div>
  )
}

/** Which model counts is said first; the other one's figures stand by. */
function Lockout({ view }: { view: ReadView }) {
  const { settings } = view
  const progressive = isProgressive(settings)
  const trouble = tierTrouble(settings)
  const known = isTiersKnown(view)
  const model = progressive ? 'Progressive' : known ? 'Simple' : 'Model not known'
  const asideNote = progressive
    ? 'not used: the tiers count'
    : known
      ? undefined
      : 'counts only in the simple model'
  return (
    <Panel title={panelTitles.lockout} aside={model}>
      {progressive ? (
        <>
          <p className={classes.sentence}>
            Each tier has a lock that opens by itself. The count of wrong attempts runs on from tier to tier.
          </p>
          <TierTimeline tiers={settings.lockoutTiers ?? []} />
          {trouble !== undefined && <p className="form-warning">{trouble}</p>}
        </>
      ) : (
        <p className={classes.sentence}>{known ? simpleLockout(settings) : unknownModelWords}</p>
      )}
      <Facts>
        <SettingFact name="maxPasswordFailures" view={view} note={asideNote} />
        <SettingFact name="passwordSuspensionDuration" view={view} note={asideNote} />
        <SettingFact name="failuresExpireIn" view={view} />
        {!progressive && <SettingFact name="lockoutTiers" view={view} />}
      </Facts>
    </Panel>
  )
}
