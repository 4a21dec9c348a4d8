import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultWindow, smallestWindow, type WindowPlace } from './window-options'

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface WindowState {
  readonly place: WindowPlace
  readonly maximized: boolean
}

const fileName = 'window.json'
const mustShow = 100

/**
 * Where the window was, as far as it can be believed: anything odd gives the default, and a place that no screen shows any
 * more gives the size only. Never throws.
 */
export function readWindowState(folder: string, screens: readonly Rectangle[]): WindowState {
  const fallback = { place: defaultWindow, maximized: false }
  const stored = readStored(join(folder, fileName))
  if (stored === undefined) return fallback
  const { width, height, x, y } = stored
  if (!isSize(width, smallestWindow.width) || !isSize(height, smallestWindow.height)) return fallback
  const maximized = stored.maximized === true
  if (!isPosition(x) || !isPosition(y)) return { place: { width, height }, maximized }
  const visible = screens.some((screen) => shows(screen, { x, y, width, height }))
  return { place: visible ? { width, height, x, y } : { width, height }, maximized }
}

/** Remembers the place; a failure only means that the next start uses the default. */
export function writeWindowState(folder: string, state: { place: Rectangle; maximized: boolean }): void {
  const file = join(folder, fileName)
  const { x, y, width, height } = state.place
  try {
    writeFileSync(`${file}.new`, JSON.stringify({ x, y, width, height, maximized: state.maximized }), {
      mode: 0o600
    })
    renameSync(`${file}.new`, file)
  } catch {
    // a full or read-only disk must not disturb quitting
  }
}

function readStored(file: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

const isSize = (value: unknown, least: number): value is number =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= 20_000
const isPosition = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(Number(value)) <= 100_000

/** Enough of the window's top to take hold of it. */
function shows(screen: Rectangle, place: Rectangle): boolean {
  const across = Math.min(place.x + place.width, screen.x + screen.width) - Math.max(place.x, screen.x)
  return across >= mustShow && place.y >= screen.y - 10 && place.y + mustShow <= screen.y + screen.height
}
