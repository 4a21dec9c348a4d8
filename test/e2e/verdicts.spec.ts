// Every seeded user whose story is a verdict, or several in combination: the card, its verdict and its one button.
import { expect, test } from 'playwright/test'
import { seedStories } from '../../src/simulator/seed'
import type { Story } from '../../src/simulator/seed-types'
import { openDesk, type Desk } from './support/desk'
import { button, card, cardName, find, verdict } from './support/screen'

test.describe.configure({ mode: 'default' })

let desk: Desk
test.beforeAll(async () => {
  desk = await openDesk()
  await desk.reset()
})
test.afterAll(() => desk?.close())

type Action = 'Unlock password' | 'Issue temporary password' | 'Activate user'
interface Expected {
  name: string
  says: string | RegExp
  also?: (string | RegExp)[]
  action: Action
}

const locked = 'The password is locked after too many wrong attempts.'
const blocked = 'The password was blocked by an administrator.'
const suspended = 'The account is suspended.'
const noPassword = 'No password is registered.'
const ranOut = 'The temporary password has run out.'
const unverified = 'No e-mail address or phone number is verified, so resets cannot reach them.'
const waiting = 'A temporary password is waiting to be used'
const neverSignedIn = 'The account is pending: they have never signed in.'
const fine = 'Nothing wrong is seen here.'
const unlock = 'Unlock password'
const issue = 'Issue temporary password'

const table: Record<Exclude<Story, 'other-app-only'>, Expected> = {
  locked: { name: 'Ana López', says: locked, action: unlock },
  disabled: { name: 'Désirée Lefèvre', says: suspended, action: 'Activate user' },
  pending: { name: 'Noah Fischer', says: neverSignedIn, action: issue },
  blocked: { name: "Siobhán O'Brien-Kowalczyk", says: blocked, action: unlock },
  'no-password': { name: '健二 田中', says: noPassword, action: issue },
  'temporary-run-out': { name: 'Fatima Al-Zahra', says: ranOut, action: issue },
  'temporary-waiting': {
    name: 'Lukas Müller',
    says: /waiting to be used until .+ at \d\d:\d\d\./,
    action: issue
  },
  expired: { name: 'Priya Raghunathan', says: 'The password has expired.', action: issue },
  'expires-soon': {
    name: 'Olúwaṣeun Adéyemí',
    says: /The password still works; it expires .+ at \d\d:\d\d\./,
    action: issue
  },
  unverified: { name: 'Chloé Dubois', says: unverified, action: issue },
  ok: { name: 'Emma Johansson', says: fine, action: issue },
  'locked-for-good': { name: 'Henrik Åsgård', says: locked, action: unlock },
  'disabled-and-locked': { name: 'Tomasz Wiśniewski', says: suspended, action: 'Activate user' },
  'disabled-and-no-password': {
    name: 'יעל כהן',
    says: suspended,
    also: [noPassword],
    action: 'Activate user'
  },
  'pending-and-temporary-waiting': {
    name: 'João Conceição',
    says: neverSignedIn,
    also: [waiting, unverified],
    action: issue
  },
  'locked-and-temporary-run-out': { name: 'Мария Иванова', says: locked, also: [ranOut], action: unlock },
  'locked-and-expires-soon': {
    name: "D'Angelo Brown-Whitfield",
    says: locked,
    also: [/The password expires .+ at \d\d:\d\d\./],
    action: unlock
  },
  'blocked-and-expired': {
    name: '秀英 王',
    says: blocked,
    also: ['The password has expired.'],
    action: unlock
  },
  'temporary-waiting-and-unverified': {
    name: 'Zoë van der Berg',
    says: waiting,
    also: [unverified],
    action: issue
  },
  'expires-soon-and-unverified': {
    name: 'محمد الأحمد',
    says: /The password still works; it expires .+ at \d\d:\d\d\./,
    also: [unverified],
    action: issue
  },
  'username-only': { name: 'kiosk.frontdesk', says: unverified, action: issue },
  'phone-only': { name: '+61491570156', says: noPassword, action: issue },
  'incomplete-credentials': { name: 'Imported Account', says: unverified, action: issue },
  'long-name': {
    name: 'Maximiliana-Wilhelmina-Theresa von Hohenzollern-Sigmaringenau',
    says: fine,
    action: issue
  },
  everything: { name: 'Ingrid Sørensen', says: fine, action: issue },
  'both-apps': { name: 'Kwame Asante', says: fine, action: issue },
  'locked-in-one-app': { name: 'Teodora Ilić', says: locked, action: unlock },
  'run-out-in-other-app': { name: 'Bjarne Kvist', says: fine, action: issue }
}

for (const { userId, story } of seedStories) {
  test(`${story} (${userId})`, async () => {
    const { page } = desk
    await find(page, userId)
    if (story === 'other-app-only') {
      await expect(page.getByRole('heading', { name: 'Nobody found in Simulator' })).toBeVisible()
      await expect(cardName(page)).toHaveCount(0)
      return
    }
    const { name, says, also = [], action } = table[story]
    await expect(cardName(page)).toHaveText(name)
    await expect(verdict(page)).toContainText(says)
    const paragraphs = verdict(page).getByText(/^Also: /)
    await expect(paragraphs).toHaveCount(also.length)
    for (const [at, text] of also.entries()) await expect(paragraphs.nth(at)).toContainText(text)
    // the action that helps stands there once, and not a second time among the others
    await expect(button(card(page), action)).toHaveCount(1)
    await expect(button(card(page).getByRole('group', { name: 'Actions' }), action)).toHaveCount(0)
  })
}
