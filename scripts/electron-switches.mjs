/**
 * The switches that Electron needs where it runs now, and for each that weakens something a sentence that says so.
 * @param {{ headless: boolean, uid: number | undefined }} where there is no `uid` on Windows
 */
export function electronSwitches({ headless, uid }) {
  const switches = []
  const reasons = []
  // Chromium refuses to start its sandbox as root; nobody else ever loses it.
  if (uid === 0) {
    switches.push('--no-sandbox')
    reasons.push('running as root: Chromium starts without its sandbox (--no-sandbox)')
  }
  if (headless) switches.push('--disable-gpu')
  return { switches, reasons }
}
