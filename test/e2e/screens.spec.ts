// Every screen and dialog at the smallest window, each opened once: nothing is cut off, axe finds nothing in the light and the dark
// scheme, whoever works by keys sees where the focus is, whatever Tab reaches, and the page's console does not complain.
import { expect, test } from 'playwright/test'
import { violations, violationsInBoth } from './support/axe'
import { complaints } from './support/console'
import { cutOff } from './support/cut-off'
import { openDesk, type Desk } from './support/desk'
import { lookAtFocus, walk } from './support/focus'
import { goOn, type GoingOn } from './support/going-on'
import { addCaller } from './support/people'
import { button, cardName, openCard, tenantButton } from './support/screen'
import { screens } from './support/screens'
import { passwordDialog } from './support/temporary-password'
import { resize, smallest, usual } from './support/window'

// No mode 'default': Playwright then gives each worker a part of the file, with a desk of its own.

/** What has texts that only a wide window shows: an open call, how it was verified, the open application. */
const wide = ['card, locked', 'card, verified', 'practice, a caller on the line']

let desk: Desk
let going: GoingOn
test.beforeAll(async () => {
  going = goOn(await openDesk())
  desk = going.desk
  // whatever fades in is judged once it is there
  await desk.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await resize(desk.tessera, smallest)
})
test.beforeEach(() => going.begin())
test.afterAll(() => desk?.close())

for (const { name, open } of screens) {
  test(name, async () => {
    const { page, tessera } = desk
    await open(desk)
    expect(await cutOff(page)).toEqual([])
    expect(await violationsInBoth(page)).toEqual([])
    if (wide.includes(name)) {
      await resize(tessera, usual)
      expect(await violationsInBoth(page)).toEqual([])
      await resize(tessera, smallest)
    }
    // last, because it closes a menu
    const { reached, faults } = await walk(page, 'Tab')
    expect(faults).toEqual([])
    expect(reached.length).toBeGreaterThan(0)
    await going.leave()
    expect(complaints(tessera)).toEqual([])
  })
}

test('the arrow keys in the tenant menu', async () => {
  const { page } = desk
  await tenantButton(page).press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  const { reached, faults } = await walk(page, 'ArrowDown')
  expect(faults).toEqual([])
  expect(reached).toHaveLength(await page.getByRole('menuitem').count())
})

test('a script sets the focus: the caller’s name, the way out of a question, the issued password', async () => {
  const { page, simulator } = desk
  const { email, name } = await addCaller(simulator)
  await openCard(page, email, name)
  const cancel = button(page.getByRole('dialog'), 'Cancel')
  const places = [
    { keys: [], target: cardName(page) },
    { keys: ['t'], target: cancel },
    { keys: ['Tab', 'Enter'], target: button(passwordDialog(page), 'Reveal') },
    { keys: ['Escape'], target: cardName(page) }
  ]
  for (const { keys, target } of places) {
    for (const key of keys) await page.keyboard.press(key)
    await expect(target).toBeFocused()
    expect((await lookAtFocus(page))?.faults).toEqual([])
  }
})

test('the checks see what they are there to see: what is hard to read in the dark alone', async () => {
  const { page, tessera } = desk
  expect(await violationsInBoth(page)).toEqual([])
  await page.evaluate(() => {
    const made = document.createElement('p')
    made.textContent = 'seen by day'
    made.style.color = 'black'
    document.querySelector('main')?.append(made)
  })
  const byNight = [expect.stringMatching(/^in the dark: color-contrast: [^|]*seen by day[^|]*$/)]
  expect(await violationsInBoth(page)).toEqual(byNight)
  await resize(tessera, usual)
  expect(await violationsInBoth(page)).toEqual(byNight)
  await resize(tessera, smallest)
})

test('the window is as small as it gets', async () => {
  const size = await desk.tessera.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    window?.setSize(300, 200)
    return window?.getSize()
  })
  expect(size).toEqual([smallest.width, smallest.height])
  expect(await desk.page.evaluate(() => innerWidth)).toBe(smallest.width)
})

test('the checks see what they are there to see: a text that does not fit', async () => {
  const { page } = desk
  await page.evaluate(() => {
    const made = document.createElement('button')
    made.textContent = 'A button whose text does not fit'
    made.setAttribute('class', 'rail-item')
    made.style.cssText = 'width: 60px; white-space: nowrap; overflow: hidden'
    document.querySelector('main')?.append(made)
  })
  expect(await cutOff(page)).toEqual([expect.stringContaining('A button whose text does not fit')])
})

test('the checks see what they are there to see: what axe finds, far below the window too', async () => {
  const { page } = desk
  const add = (where: 'in sight' | 'far below', tag: 'img' | 'p') =>
    page.evaluate(
      ([where, tag]) => {
        const made = document.createElement(tag)
        if (made instanceof HTMLImageElement) made.width = made.height = 20
        else {
          made.textContent = `hardly seen ${where}`
          made.style.color = 'rgb(128 128 128 / 0.4)'
        }
        if (where === 'far below') made.style.marginTop = '3000px'
        document.querySelector('main')?.append(made)
        return made.getBoundingClientRect().top > innerHeight
      },
      [where, tag] as const
    )
  expect(await add('in sight', 'img')).toBe(false)
  expect(await violations(page)).toEqual([expect.stringMatching(/^image-alt: [^|]*$/)])
  expect(await add('in sight', 'p')).toBe(false)
  const inSight = expect.stringMatching(/^color-contrast: [^|]*hardly seen in sight[^|]*$/)
  expect(await violations(page, 'color-contrast')).toEqual([inSight])
  for (const tag of ['img', 'p'] as const) expect(await add('far below', tag)).toBe(true)
  expect(await violations(page)).toEqual([
    // it scrolls by now, and the keys reach nothing in it
    expect.stringMatching(/^scrollable-region-focusable: [^|]*<main/),
    expect.stringMatching(/^color-contrast: .*seen in sight.* \| .*seen far below/),
    expect.stringMatching(/^image-alt: [^|]* \| [^|]*$/)
  ])
})

test('the checks see what they are there to see: where the focus is not seen', async () => {
  const { page } = desk
  await page.evaluate(() => {
    const made = (tag: string, look: string) => {
      const made = document.createElement(tag)
      made.ariaLabel = look
      made.style.cssText = look
      return made
    }
    const looks = ['outline: none', 'outline: 2px solid transparent', 'outline: 2px solid', 'opacity: 0']
    const narrow = made('div', 'overflow: hidden; width: 60px; padding: 20px')
    narrow.append(made('button', 'width: 100px'))
    const covered = made('div', 'position: relative; padding: 20px')
    covered.append(made('button', 'width: 101px'), made('div', 'position: absolute; inset: 0'))
    const all = [...looks.map((look) => made('button', look)), narrow, covered]
    document.querySelector('main')?.replaceChildren(...all)
  })
  const { faults } = await walk(page, 'Tab')
  expect(faults).toEqual([
    'button “outline: none” has no outline',
    'button “outline: 2px solid transparent” has no outline',
    'button “outline: 2px solid” keeps its outline',
    'button “opacity: 0” is not seen',
    'button “width: 100px” is cut off by div “overflow: hidden; width: 60px; padding: 20px”: right',
    'button “width: 101px” lies under div “position: absolute; inset: 0”'
  ])
})

test('the checks see what they are there to see: what breaks the policy, and what nothing catches', async () => {
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
