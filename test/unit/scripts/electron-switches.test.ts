import { expect, it } from 'vitest'
import { electronSwitches } from '../../../scripts/electron-switches.mjs'

it.each([
  { who: 'root without a display', uid: 0, headless: true, switches: ['--no-sandbox', '--disable-gpu'] },
  { who: 'root', uid: 0, headless: false, switches: ['--no-sandbox'] },
  { who: 'an ordinary user', uid: 1000, headless: false, switches: [] },
  { who: 'an ordinary user without a display', uid: 1000, headless: true, switches: ['--disable-gpu'] },
  { who: 'a user of Windows', uid: undefined, headless: false, switches: [] }
])('$who gets $switches', ({ uid, headless, switches }) => {
  expect(electronSwitches({ headless, uid }).switches).toEqual(switches)
})

it('says so whenever the sandbox is off, and only then', () => {
  expect(electronSwitches({ headless: true, uid: 0 }).reasons.join()).toContain('--no-sandbox')
  expect(electronSwitches({ headless: true, uid: 1000 }).reasons).toEqual([])
})
