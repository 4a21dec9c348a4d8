// The smallest window, and the check that finds what is cut off in it; focus.spec.ts goes through the screens.
import { expect, test } from 'playwright/test'
import { cutOff } from './support/cut-off'
import { openDesk, type Desk } from './support/desk'
import { shrink, smallest } from './support/window'

test.describe.configure({ mode: 'default' })

let desk: Desk
test.beforeAll(async () => {
  desk = await openDesk()
  await shrink(desk.tessera)
})
test.beforeEach(() => desk.reset())
test.afterAll(() => desk?.close())

test('the window is as small as it gets', async () => {
  const size = await desk.tessera.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    window?.setSize(300, 200)
    return window?.getSize()
  })
  expect(size).toEqual([smallest.width, smallest.height])
  expect(await desk.page.evaluate(() => innerWidth)).toBe(smallest.width)
})

test('the check sees what it is there to see', async () => {
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
