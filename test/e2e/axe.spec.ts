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

/** What axe finds, one line for each rule. */
async function violations(axe: AxeBuilder): Promise<string[]> {
  // Electron opens no second page, which axe would use otherwise
  const { violations } = await axe.setLegacyMode(true).analyze()
  return violations.map(({ id, nodes }) => {
    const places = nodes.map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`)
    return `${id}: ${places.join(' | ')}`
  })
}

for (const { name, open } of screens) {
  test(name, async () => {
    const { page } = desk
    await show(page, 'light')
    await open(desk)
    const light = await show(page, 'light')
    expect(await violations(new AxeBuilder({ page }))).toEqual([])
    const dark = await show(page, 'dark')
    expect(dark).not.toBe(light)
    // the same document in other colours
    expect(await violations(new AxeBuilder({ page }).withRules('color-contrast'))).toEqual([])
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
  expect(await violations(new AxeBuilder({ page }))).toEqual([expect.stringMatching(/^image-alt: /)])
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
