// The card for every verdict and for odd people, and what can be done on it.
import { button, card, dialog, openCard } from './hands.mjs'

/** Who shows what, by what the practice tenant finds them by. */
const people = {
  'ana-lopez': '(415) 555-0123',
  disabled: 'desiree.lefevre@example.com',
  pending: 'noah.fischer@example.com',
  blocked: 'siobhan.obrien@example.com',
  'no-password': 'kenji.tanaka@example.com',
  'temporary-run-out': 'fatima.alzahra@example.com',
  'temporary-waiting': 'lukas.mueller@example.com',
  expired: 'priya.raghunathan@example.com',
  'expires-soon': 'seun.adeyemi@example.com',
  unverified: 'chloe.dubois@example.com',
  ok: 'emma.johansson@example.com',
  'locked-for-good': 'henrik.asgard@example.com',
  'disabled-and-locked': 'tomasz.wisniewski@example.com',
  'right-to-left': 'mohammed.alahmad@example.org',
  'username-only': 'kiosk.frontdesk',
  'phone-only': '+61491570156',
  'long-name': '+493023125077',
  everything: 'ingrid.sorensen@example.com'
}

const anyone = 'emma.johansson@example.com'

export const cardScenes = [
  ...Object.entries(people).map(([name, text]) => ({
    name: `card-${name}`,
    play: ({ page }) => openCard(page, text)
  })),
  {
    name: 'card-everything-below',
    play: async ({ page }) => {
      await openCard(page, people.everything)
      await card(page).getByText('Raw JSON').click()
      await card(page).getByText('"user_id"').waitFor()
      await page.mouse.move(640, 400)
      await page.mouse.wheel(0, 5000)
    }
  },
  ...['Suspend user', 'Sign out everywhere'].map((name) => ({
    name: `ask-${name.toLowerCase().replaceAll(' ', '-')}`,
    play: async ({ page }) => {
      await openCard(page, anyone)
      await button(card(page), name).click()
      await dialog(page).or(page.getByRole('alertdialog')).waitFor()
    }
  })),
  {
    name: 'done-sign-out',
    play: async ({ page }) => {
      await act(page, anyone, 'Sign out everywhere')
      await outcome(page).waitFor()
    }
  },
  {
    name: 'done-suspend',
    play: async ({ page }) => {
      await act(page, 'grace.mwangi@example.com', 'Suspend user')
      await outcome(page).waitFor()
    }
  },
  {
    name: 'done-unlock',
    play: async ({ page }) => {
      await openCard(page, people['locked-for-good'])
      await button(card(page), 'Unlock password').click()
      const question = dialog(page)
      if ((await question.count()) > 0) await button(question, 'Unlock password').click()
      await outcome(page).waitFor()
    }
  },
  { name: 'password-masked', play: ({ page }) => issue(page, people.unverified) },
  {
    name: 'password-revealed',
    play: async ({ page }) => {
      await issue(page, 'maria.garcia@example.com')
      await button(dialog(page), 'Reveal').click()
      await button(dialog(page), 'Hide').waitFor()
    }
  },
  {
    name: 'password-copied',
    play: async ({ page }) => {
      await issue(page, 'ravi.dsouza@example.com')
      await button(dialog(page), 'Copy').click()
      await page.getByRole('status', { name: 'Clipboard' }).filter({ hasText: /\S/ }).waitFor()
    }
  }
]

const outcome = (page) => page.getByRole('status', { name: 'Outcome' }).filter({ hasText: /\S/ })

async function act(page, who, name) {
  await openCard(page, who)
  await button(card(page), name).click()
  await button(dialog(page), name).click()
}

async function issue(page, who) {
  await openCard(page, who)
  await button(card(page), 'Issue temporary password').click()
  const reveal = button(dialog(page), 'Reveal')
  // some are asked about first
  const confirm = button(dialog(page), 'Issue temporary password')
  await reveal.or(confirm).first().waitFor()
  if ((await confirm.count()) > 0) await confirm.click()
  await reveal.waitFor()
}
