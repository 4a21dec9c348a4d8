// Scenes that share one start of the app. Each begins at an empty Find screen and ends at the state to be seen.
import { callScenes, recordScenes } from './call-scenes.mjs'
import { cardScenes } from './card-scenes.mjs'
import { failureScenes, keychainScenes } from './failure-scenes.mjs'
import { findScenes } from './find-scenes.mjs'
import { formScenes } from './form-scenes.mjs'
import { noticeScenes, breakProfiles } from './notice-scenes.mjs'
import { passwordSettingsScenes } from './password-settings-scenes.mjs'
import { applicationScenes, tenantScenes } from './tenant-scenes.mjs'
import { trust } from './trust.mjs'
import { linkScenes } from './link-scenes.mjs'
import { updateScenes } from './update-scenes.mjs'

/**
 * @typedef {object} Scene
 * @property {string} name
 * @property {(stage: object) => Promise<void>} play
 *
 * @typedef {object} Act
 * @property {Scene[]} scenes in the order in which they are played: what one changes, the next one finds changed
 * @property {boolean} [practiceProcess] a tenant of its own that can be told to misbehave; else the app's practice tenant
 * @property {NodeJS.ProcessEnv} [env] what differs in the app's environment
 * @property {(userData: string) => void} [prepare] puts files into the user-data folder before the start
 */

/** @type {Act[]} */
export const acts = [
  { scenes: [...findScenes, ...cardScenes, ...formScenes, ...passwordSettingsScenes], prepare: trust },
  { scenes: tenantScenes, practiceProcess: true, prepare: trust },
  // the last one leaves the other application open
  { scenes: applicationScenes, prepare: trust },
  // by Tessera's own policy: the caller comes first, then what was written down of it
  { scenes: [...callScenes, ...recordScenes] },
  { scenes: failureScenes, practiceProcess: true, prepare: trust },
  // a computer without a session bus, and so without a keychain
  {
    scenes: keychainScenes,
    practiceProcess: true,
    prepare: trust,
    env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }
  },
  { scenes: noticeScenes, prepare: breakProfiles },
  { scenes: updateScenes },
  { scenes: linkScenes }
]
