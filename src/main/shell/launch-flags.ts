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

// Whoever can attach a debugger reads the tokens in memory. No fuse switches the remote ones off. Chromium on Windows also takes
// a slash, and letters of either case.
const debugging =
  /^(?:--?|\/)(?:remote-debugging-(?:port|pipe|address|io-pipes)|remote-allow-origins|inspect(?:-[a-z-]+)?|debug(?:-[a-z-]+)?)(?:=.*)?$/is

/** The first switch that a packaged build refuses to start with, without its value. */
export function refusedSwitch(argv: readonly string[]): string | undefined {
  return argv.find((word) => debugging.test(word))?.replace(/=.*$/s, '')
}
