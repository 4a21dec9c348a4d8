import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'

// other tests of this process name a script in its place; and no window is to be opened, so there is no way to a display
const {
  ELECTRON_OVERRIDE_DIST_PATH: _script,
  DISPLAY: _display,
  WAYLAND_DISPLAY: _wayland,
  ...withoutDisplay
} = process.env

/** The environment of a start that opens no window. */
export const blind: NodeJS.ProcessEnv = withoutDisplay

const root = resolve(import.meta.dirname, '../../..')

/** The program that such a start runs. */
export const electron = execFileSync(process.execPath, [join(root, 'scripts/electron-path.mjs')], {
  encoding: 'utf8',
  env: blind
}).trim()
