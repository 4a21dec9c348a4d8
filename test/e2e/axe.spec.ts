// axe on every screen and dialog, in the light and the dark scheme; and none of them makes the page's console complain.
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from 'playwright/test'
import { complaints } from './support/console'
import { openDesk, type Desk } from './support/desk'
import { screens } from './support/screens'

test.describe.configure({ mode: 'default' })

let desk: Desk
test.beforeAll(async () => (desk = await openDesk()))
test.beforeEach(() => desk.reset())
test.afterAll(() => desk?.close())

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)

/** Shows the scheme as the system's choice would; answers the window's background. */
async function show(page: Page, colorScheme: 'light' | 'dark'): Promise<string> {
  await page.emulateMedia({ colorScheme })
  await expect
    .poll(() =>
      page.evaluate((scheme) => matchMedia(`(prefers-color-scheme: ${scheme})`).matches, colorScheme)
    )
    .toBe(true)
  // colours that fade in are judged once they are there
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)))
  return background(page)
}

// only what is read here is worked out, and no style sheet is fetched for rules about media
const wanted = { preload: false, resultTypes: ['violations' as const] }

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations']

/** One line for each rule. */
const lines = (violations: Violations): string[] =>
  violations.map(({ id, nodes }) => {
    const places = nodes.map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`)
    return `${id}: ${places.join(' | ')}`
  })

/** What axe finds. */
async function violations(page: Page): Promise<string[]> {
  // Electron opens no second page, which axe would use otherwise
  const { violations } = await new AxeBuilder({ page }).options(wanted).setLegacyMode(true).analyze()
  return lines(violations)
}

/** What it finds in the same document, where it is loaded already, once the colours are others. */
async function contrastViolations(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(async (options) => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: Violations }> }
    }
    return axe.run({ ...options, runOnly: ['color-contrast'] })
  }, wanted)
  return lines(violations)
}

for (const { name, open } of screens) {
  test(name, async () => {
    const { page } = desk
    await show(page, 'light')
    await open(desk)
    const light = await show(page, 'light')
    expect(await violations(page)).toEqual([])
    const dark = await show(page, 'dark')
    expect(dark).not.toBe(light)
    expect(await contrastViolations(page)).toEqual([])
    expect(complaints(desk.tessera)).toEqual([])
  })
}

test('axe sees what it is there to see', async () => {
  const { page } = desk
  await page.evaluate(() => {
    const image = document.createElement('img')
    image.width = image.height = 20
    document.querySelector('main')?.append(image)
  })
  expect(await violations(page)).toEqual([expect.stringMatching(/^image-alt: /)])
  await page.evaluate(() => {
    const faint = document.createElement('p')
    faint.textContent = 'hardly seen'
    faint.style.color = 'rgb(128 128 128 / 0.4)'
    document.querySelector('main')?.append(faint)
  })
  expect(await contrastViolations(page)).toEqual([expect.stringMatching(/^color-contrast: .*hardly seen/)])
})

test('the console tells of what breaks the policy and of what nothing catches', async () => {
  const { page, tessera } = desk
  await page.evaluate(() => {
    const made = document.createElement('p')
    made.setAttribute('style', 'color: red')
    document.body.append(made)
    setTimeout(() => (made.innerHTML = '<b>'))
  })
  const expected = ['style-src', 'TrustedHTML', 'uncaught: ']
  await expect
    .poll(() => expected.filter((part) => complaints(tessera).some((line) => line.includes(part))))
    .toEqual(expected)
})
