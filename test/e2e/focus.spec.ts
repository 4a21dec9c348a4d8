// At the smallest window nothing is cut off, and whoever works by keys sees where the focus is: on every screen and dialog,
// whatever the keys reach and wherever a script sets it. Most of it must be scrolled to.
import { expect, test } from 'playwright/test'
import { cutOff } from './support/cut-off'
import { openDesk, type Desk } from './support/desk'
import { lookAtFocus } from './support/focus'
import { addCaller } from './support/people'
import { button, cardName, openCard, tenantButton } from './support/screen'
import { screens } from './support/screens'
import { passwordDialog } from './support/temporary-password'
import { shrink } from './support/window'

test.describe.configure({ mode: 'default' })

/** More than any screen has of what can be reached. */
const most = 80

let desk: Desk
test.beforeAll(async () => {
  desk = await openDesk()
  await shrink(desk.tessera)
})
test.beforeEach(() => desk.reset())
test.afterAll(() => desk?.close())

/** Presses the key until the focus has gone round; answers what was reached and what is wrong there. */
async function walk(key: 'Tab' | 'ArrowDown'): Promise<{ reached: string[]; faults: string[] }> {
  const reached: string[] = []
  const faults = new Set<string>()
  for (let presses = 0; presses < most; presses++) {
    await desk.page.keyboard.press(key)
    const focus = await lookAtFocus(desk.page)
    for (const fault of focus?.faults ?? []) faults.add(fault)
    if (focus?.again) return { reached, faults: [...faults] }
    if (focus !== undefined) reached.push(focus.element)
  }
  throw new Error(`${key} was pressed ${most} times and has not gone round`)
}

for (const { name, open } of screens) {
  test(`nothing is cut off, and Tab goes round: ${name}`, async () => {
    await open(desk)
    expect(await cutOff(desk.page)).toEqual([])
    const { reached, faults } = await walk('Tab')
    expect(faults).toEqual([])
    expect(reached.length).toBeGreaterThan(0)
  })
}

test('the arrow keys in the tenant menu', async () => {
  const { page } = desk
  await tenantButton(page).press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  const { reached, faults } = await walk('ArrowDown')
  expect(faults).toEqual([])
  expect(reached).toHaveLength(await page.getByRole('menuitem').count())
})

test('a script sets it: the caller’s name, the way out of a question, the issued password', async () => {
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

test('the check sees what it is there to see', async () => {
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
  const { faults } = await walk('Tab')
  expect(faults).toEqual([
    'button “outline: none” has no outline',
    'button “outline: 2px solid transparent” has no outline',
    'button “outline: 2px solid” keeps its outline',
    'button “opacity: 0” is not seen',
    'button “width: 100px” is cut off by div “overflow: hidden; width: 60px; padding: 20px”: right',
    'button “width: 101px” lies under div “position: absolute; inset: 0”'
  ])
})
