/** What the command line asks for. */
export interface LaunchFlags {
  /** take a screenshot when ready, then quit; the file, absolute or relative to the working directory */
  readonly smoke?: string
  /** begin with the practice tenant, whatever was current */
  readonly practice: boolean
}

const smokeFile = 'artifacts/smoke.png'

/** Reads `--smoke`, `--smoke=<file>` and `--practice`; everything else belongs to Electron. */
export function launchFlags(argv: readonly string[]): LaunchFlags {
  const smoke = argv.find((word) => word === '--smoke' || word.startsWith('--smoke='))
  const practice = argv.includes('--practice')
  if (smoke === undefined) return { practice }
  return { smoke: smoke.slice('--smoke='.length) || smokeFile, practice }
}

// Whoever can attach a debugger reads the tokens in memory. No fuse switches the remote ones off.
const remote = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-io-pipes',
  'remote-allow-origins'
]
// Chromium on Windows also takes a slash and letters of either case, and everywhere blanks around a switch.
const debugging = new RegExp(
  `^\\s*(?:--?|/)(?:${remote.join('|')}|inspect(?:-[a-z-]+)?|debug(?:-[a-z-]+)?)\\s*(?:=.*)?$`,
  'is'
)

/**
 * The first switch that a release refuses to start with, without its value. `isSet` is Chromium's own reading of its command line:
 * whatever it takes for a switch is one.
 */
export function refusedSwitch(argv: readonly string[], isSet: (name: string) => boolean): string | undefined {
  const written = argv
    .find((word) => debugging.test(word))
    ?.replace(/=.*$/s, '')
    .trim()
  if (written !== undefined) return written
  const set = remote.find((name) => isSet(name))
  return set === undefined ? undefined : `--${set}`
}

// Each takes the page out of Chromium's sandbox, wholly or in part, or starts its processes through somebody's program.
const weakening = [
  'no-sandbox',
  'disable-namespace-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-web-security',
  'single-process',
  'gpu-launcher',
  'renderer-cmd-prefix',
  'utility-cmd-prefix'
]

/** The first switch with which a release opens no window, as Chromium reads its command line. */
export const weakeningSwitch = (isSet: (name: string) => boolean): string | undefined => {
  const set = weakening.find((name) => isSet(name))
  return set === undefined ? undefined : `--${set}`
}
