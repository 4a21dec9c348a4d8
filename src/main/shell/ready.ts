import type { BrowserWindow } from 'electron'
import { describeFailure, log } from './log'
import { readyLine } from './ready-line'
import { saveScreenshot } from './screenshot'

const SMOKE_MS = 45_000

/**
 * Answers the function that prints the ready line, once. In a smoke run it then saves a screenshot and quits with 0;
 * whatever goes wrong, or takes 45 s, quits with 1.
 */
export function announceReady(
  window: BrowserWindow,
  options: { began: number; smoke: string | undefined; shown: Promise<void>; quit: (code: number) => void }
): (tenantLabel: string) => void {
  const { began, smoke, shown, quit } = options
  let said = false
  const fail = (reason: string) => {
    log(`smoke run failed: ${reason}`)
    quit(1)
  }
  const timer =
    smoke === undefined ? undefined : setTimeout(() => fail(`not ready within ${SMOKE_MS} ms`), SMOKE_MS)

  async function finishSmoke(file: string): Promise<void> {
    await shown
    console.log(`Screenshot: ${await saveScreenshot(window, file)}`)
    clearTimeout(timer)
    quit(0)
  }
  return (tenantLabel) => {
    if (said) return
    said = true
    console.log(readyLine(tenantLabel, Date.now() - began))
    if (smoke !== undefined) finishSmoke(smoke).catch((error: unknown) => fail(describeFailure(error)))
  }
}
