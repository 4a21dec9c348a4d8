import { resolve } from 'node:path'
import { nearMiss } from './near-miss'

/** What is to be done instead of opening the window. */
export type LaunchCommand =
  /** the words begin with `bundle` */
  | { kind: 'bundle'; words: string[] }
  | { kind: 'help' | 'version' }
  /** `file`: the report goes there too */
  | { kind: 'diagnose'; file?: string }
  /** a process that `--diagnose` started; a JSON text of where it has to look */
  | { kind: 'examine'; given: string }
  /** not understood; a sentence without a value, which may be a secret */
  | { kind: 'refused'; problem: string }

/** The switch by which `--diagnose` starts the process that looks at everything. */
export const examineSwitch = '--examine-for-diagnosis'

const words = ['bundle', 'help']
/** Whether a value may follow the name. */
const options: ReadonlyMap<string, boolean> = new Map([
  ['help', false],
  ['version', false],
  ['diagnose', true],
  ['practice', false],
  ['smoke', true]
])
const short: Readonly<Record<string, 'help' | 'version'>> = { '-h': 'help', '-v': 'version' }

/**
 * Reads the command line; undefined where the app is to open its window. Switches that are not ours are Chromium's or the system's:
 * of those only a slip in one of our own is refused, and of words only a first one that can be nothing else than a command.
 * `appPath`: in the checkout Electron is given the app's folder first, which is no word of ours.
 */
export function launchCommand(
  argv: readonly string[],
  appPath: string | undefined
): LaunchCommand | undefined {
  const isApp = (word: string): boolean => !word.startsWith('-') && resolve(word) === appPath
  const at = appPath === undefined ? 0 : argv.findIndex(isApp) + 1
  const own = argv.slice(at)
  const first = own.findIndex((word) => !word.startsWith('-'))
  const switches = first === -1 ? own : own.slice(0, first)
  const asked = switches.map(commandOf).find((command) => command !== undefined)
  if (asked !== undefined) return asked
  if (own[first] === 'bundle') return { kind: 'bundle', words: own.slice(first) }
  if (own[first] === 'help') return { kind: 'help' }
  // whoever made a link chose what is in it and, where a shell splits it, what stands behind it
  if (own.some((word) => /^[a-z][a-z0-9+.-]+:/i.test(word))) return undefined
  const later =
    first === -1
      ? undefined
      : own
          .slice(first)
          .map(commandOf)
          .find((one) => one !== undefined)
  if (later !== undefined) return later
  const slip = own.map(slipOf).find((problem) => problem !== undefined)
  if (slip !== undefined) return { kind: 'refused', problem: slip }
  const isKnownPlace = appPath === undefined || at > 0
  return isKnownPlace && first === 0 ? unknownWord(own[0] ?? '') : undefined
}

function commandOf(word: string): LaunchCommand | undefined {
  const kind = short[word]
  if (kind !== undefined) return { kind }
  if (word === '--help') return { kind: 'help' }
  if (word === '--version') return { kind: 'version' }
  if (word === '--diagnose') return { kind: 'diagnose' }
  const [name, value] = nameAndValue(word)
  if (value === undefined) return undefined
  if (name === examineSwitch) return { kind: 'examine', given: value }
  if (name !== '--diagnose') return undefined
  return value === ''
    ? { kind: 'refused', problem: '--diagnose= lacks the name of the file.' }
    : { kind: 'diagnose', file: value }
}

/** What is wrong with a switch that was meant for us. */
function slipOf(word: string): string | undefined {
  const [written, value] = nameAndValue(word)
  const name = /^--?([A-Za-z-]+)$/.exec(written)?.[1]
  if (name === undefined) return undefined
  const takesValue = options.get(name)
  if (takesValue !== undefined && written === `--${name}`) {
    return value !== undefined && !takesValue ? `--${name} takes no value.` : undefined
  }
  const meant = takesValue === undefined ? nearMiss(name, [...options.keys()]) : name
  return meant === undefined ? undefined : `${written} is not known. Was --${meant} meant?`
}

/** Desktops pass addresses and paths; a bare word in front was typed by somebody who wanted a command. */
function unknownWord(word: string): LaunchCommand | undefined {
  if (!/^[A-Za-z]{2,20}$/.test(word)) return undefined
  const meant = nearMiss(word, [...words, 'diagnose', 'version', 'practice'])
  const better = meant === undefined || words.includes(meant) ? meant : `--${meant}`
  const isOption = options.has(word)
  const hint = isOption ? ` Was --${word} meant?` : better === undefined ? '' : ` Was ${better} meant?`
  return { kind: 'refused', problem: `There is no command ${word}.${hint}` }
}

function nameAndValue(word: string): [name: string, value: string | undefined] {
  const at = word.indexOf('=')
  return at === -1 || !word.startsWith('-') ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)]
}
