import type { Page } from 'playwright/test'

/** How often (ms) the page asks whether a link was opened. */
const pollMs = 3_000

/** From now on, and until it is loaded again, the page asks at once whether a link was opened: nobody has to wait for that. */
export const pollLinksAtOnce = (page: Page): Promise<void> =>
  page.evaluate((pollMs) => {
    const wait = window.setTimeout.bind(window)
    const sooner = (run: () => void, ms?: number) => wait(run, ms === pollMs ? 50 : ms)
    Object.assign(window, { setTimeout: sooner })
  }, pollMs)
