import type { AppState } from '../../shared/app-state'

/** The platforms that have words of their own on screen. */
export function platformName(platform: NodeJS.Platform): AppState['platform'] {
  return platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other'
}
