import { createRequire } from 'node:module'
import type { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations']

interface Axe {
  run(options: object): Promise<{ violations: Violations }>
}

// the one that belongs to the builder, which itself would add it to the page with every look, twice
const requireHere = createRequire(import.meta.url)
const requireThere = createRequire(requireHere.resolve('@axe-core/playwright'))
const { source } = requireThere('axe-core') as { source: string }

/** What axe finds, one line for each rule; by all rules or by the one that is named. */
export async function violations(page: Page, rule?: 'color-contrast'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const found = await page.evaluate(async (rule) => {
    const { axe } = window as unknown as { axe: Axe }
    // only what is read here is worked out, and no style sheet is fetched for rules about media
    const options = { preload: false, resultTypes: ['violations'] }
    const found: Violations = []
    const look = async (more: object) =>
      void found.push(...(await axe.run({ ...options, ...more })).violations)
    if (rule === undefined) await look({ runOnly: ['scrollable-region-focusable'] })
    // axe works out no contrast of what must be scrolled to: for all else nothing has to be
    const frame = document.querySelector<HTMLElement>('.frame')
    const beneath = [...document.querySelectorAll('*')].map((one) => one.scrollHeight - one.clientHeight)
    const height = `${innerHeight + Math.max(...beneath)}px`
    const stretched = [document.documentElement, document.body, frame].filter((one) => one !== null)
    for (const { style } of stretched) style.height = height
    await look(rule === undefined ? {} : { runOnly: [rule] })
    for (const { style } of stretched) style.height = ''
    return found
  }, rule)
  return found.map(({ id, nodes }) => {
    const places = nodes.map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`)
    return `${id}: ${places.join(' | ')}`
  })
}

/** Shows the scheme as the system's choice would; answers the window's background. */
async function show(page: Page, colorScheme: 'light' | 'dark'): Promise<string> {
  await page.emulateMedia({ colorScheme })
  await page.waitForFunction((scheme) => matchMedia(`(prefers-color-scheme: ${scheme})`).matches, colorScheme)
  // colours that fade in are judged once they are there
  return page.evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
    return getComputedStyle(document.body).backgroundColor
  })
}

/** What axe finds in the light scheme, and of the contrast in the dark one; leaves the light one. */
export async function violationsInBoth(page: Page): Promise<string[]> {
  const light = await show(page, 'light')
  const found = await violations(page)
  expect(await show(page, 'dark')).not.toBe(light)
  found.push(...(await violations(page, 'color-contrast')).map((line) => `in the dark: ${line}`))
  expect(await show(page, 'light')).toBe(light)
  return found
}
