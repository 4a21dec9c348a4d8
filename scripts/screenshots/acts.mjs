// Scenes that share one start of the app. Each begins at an empty Find screen and ends at the state to be seen.
import { cardScenes } from './card-scenes.mjs'
import { failureScenes } from './failure-scenes.mjs'
import { findScenes } from './find-scenes.mjs'
import { formScenes } from './form-scenes.mjs'
import { noticeScenes, breakProfiles } from './notice-scenes.mjs'

/**
 * @typedef {object} Scene
 * @property {string} name
 * @property {(stage: object) => Promise<void>} play
 *
 * @typedef {object} Act
 * @property {Scene[]} scenes in the order in which they are played: what one changes, the next one finds changed
 * @property {boolean} [practiceProcess] a tenant of its own that can be told to misbehave; else the app's practice tenant
 * @property {(userData: string) => void} [prepare] puts files into the user-data folder before the start
 */

/** @type {Act[]} */
export const acts = [
  { scenes: [...findScenes, ...cardScenes, ...formScenes] },
  { scenes: failureScenes, practiceProcess: true },
  { scenes: noticeScenes, prepare: breakProfiles }
]
