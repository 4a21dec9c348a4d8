// The caller is verified, helped and written down, by Tessera's own policy, in the practice tenant.
import { button, card, dialog, goTo, openCard } from './hands.mjs'

const verify = (page) => dialog(page, 'Verify caller')

async function startVerifying(page, who) {
  await openCard(page, who)
  await button(card(page), 'Verify caller').click()
  await verify(page).waitFor()
}

async function sendCode(page, who) {
  await startVerifying(page, who)
  await button(verify(page), 'Send code by SMS').click()
  await verify(page).getByRole('textbox', { name: 'Code' }).waitFor()
}

/** The code as it stands in the practice tenant's inbox. */
async function newestCode(page) {
  const answer = await page.evaluate(() => window.tessera.invoke('practice.inbox', undefined))
  return answer.value[0].code
}

async function verifyBySms(page, who) {
  await sendCode(page, who)
  await verify(page)
    .getByRole('textbox', { name: 'Code' })
    .fill(await newestCode(page))
  await button(verify(page), 'Check code').click()
  await verify(page).waitFor({ state: 'detached' })
}

async function menu(page, who, item) {
  await openCard(page, who)
  await choose(page, item)
}

async function choose(page, item) {
  await button(card(page), 'More actions').click()
  await page.getByRole('menuitem', { name: item }).click()
  await dialog(page).waitFor()
}

const ana = 'ana.lopez@example.com'
const emma = 'emma.johansson@example.com'
const maria = 'maria.garcia@example.com'

export const callScenes = [
  { name: 'verify-ways', play: ({ page }) => startVerifying(page, ana) },
  { name: 'verify-risky', play: ({ page }) => startVerifying(page, 'chloe.dubois@example.com') },
  { name: 'verify-code-sent', play: ({ page }) => sendCode(page, ana) },
  {
    name: 'verify-code-wrong',
    play: async ({ page }) => {
      await sendCode(page, emma)
      await verify(page).getByRole('textbox', { name: 'Code' }).fill('000001')
      await button(verify(page), 'Check code').click()
      await verify(page).getByRole('alert').first().waitFor()
    }
  },
  {
    name: 'verify-link',
    play: async ({ page }) => {
      await startVerifying(page, emma)
      await button(verify(page), 'Send link by e-mail').click()
      await page.waitForTimeout(500)
    }
  },
  {
    name: 'verify-manager',
    play: async ({ page }) => {
      await startVerifying(page, emma)
      await button(verify(page), 'Manager approved').click()
      await page.waitForTimeout(200)
    }
  },
  { name: 'verify-suspended', play: ({ page }) => startVerifying(page, 'desiree.lefevre@example.com') },
  { name: 'verified', play: ({ page }) => verifyBySms(page, ana) },
  {
    name: 'more-actions',
    play: async ({ page }) => {
      await openCard(page, emma)
      await button(card(page), 'More actions').click()
      await page.getByRole('menuitem').first().waitFor()
    }
  },
  {
    name: 'reset-ways',
    play: async ({ page }) => {
      await openCard(page, emma)
      await button(card(page), 'Send reset link').click()
      await dialog(page).waitFor()
    }
  },
  {
    name: 'reset-sent',
    play: async ({ page }) => {
      await openCard(page, emma)
      await button(card(page), 'Send reset link').click()
      await button(dialog(page), 'Send reset link').click()
      await dialog(page).getByRole('status').filter({ hasText: /\S/ }).first().waitFor()
      await page.waitForTimeout(300)
    }
  },
  {
    name: 'set-password',
    play: async ({ page }) => {
      await verifyBySms(page, maria)
      await choose(page, 'Set a password')
      await dialog(page).getByLabel('New password').fill('summer-in-lisbon')
      await page.waitForTimeout(900)
    }
  },
  { name: 'check-password', play: ({ page }) => menu(page, emma, 'Check a password') },
  {
    name: 'access-code',
    play: async ({ page }) => {
      await verifyBySms(page, maria)
      await choose(page, 'Issue access code')
      await button(dialog(page), 'Issue access code').click()
      await button(dialog(page), 'Reveal').click()
      await button(dialog(page), 'Hide').waitFor()
    }
  },
  {
    name: 'resolve-asked',
    play: async ({ page }) => {
      await verifyBySms(page, ana)
      await button(card(page), 'Resolve').click()
      await dialog(page, 'Resolve').waitFor()
    }
  },
  {
    name: 'resolve-done',
    play: async ({ page }) => {
      await verifyBySms(page, ana)
      await button(card(page), 'Resolve').click()
      await button(dialog(page, 'Resolve'), 'Resolve').click()
      await button(dialog(page), 'Reveal').click()
      await button(dialog(page), 'Hide').waitFor()
    }
  },
  {
    name: 'refuse-caller',
    play: async ({ page }) => {
      await menu(page, 'ravi.dsouza@example.com', 'Refuse caller')
    }
  },
  {
    name: 'refused',
    play: async ({ page }) => {
      await menu(page, 'ravi.dsouza@example.com', 'Refuse caller')
      await dialog(page)
        .getByRole('textbox', { name: 'Reason' })
        .fill('Did not know the street, asked for another number')
      await button(dialog(page), 'Refuse caller').click()
      await dialog(page).waitFor({ state: 'detached' })
      await page.waitForTimeout(300)
    }
  },
  {
    name: 'braked',
    play: async ({ page }) => {
      await openCard(page, 'ravi.dsouza@example.com')
      await page.waitForTimeout(300)
    }
  }
]

export const recordScenes = [
  { name: 'journal', play: ({ page }) => goTo(page, 'Journal') },
  {
    name: 'journal-verified',
    play: async ({ page }) => {
      await goTo(page, 'Journal')
      await button(page, 'Verify journal').click()
      await page.getByText('unbroken').waitFor()
    }
  },
  {
    name: 'journal-none',
    play: async ({ page }) => {
      await goTo(page, 'Journal')
      await page.getByLabel('User ID', { exact: true }).fill('nobody')
      await page.waitForTimeout(800)
    }
  },
  {
    name: 'temporary-credentials',
    play: async ({ page }) => {
      await goTo(page, 'Journal')
      await button(page, 'Temporary credentials').click()
      await page.getByRole('heading', { level: 1, name: 'Temporary credentials' }).waitFor()
      await page.waitForTimeout(500)
    }
  },
  { name: 'practice', play: ({ page }) => goTo(page, 'Practice') },
  {
    name: 'drill',
    play: async ({ page }) => {
      await goTo(page, 'Practice')
      await button(page, 'Take the call').first().click()
      await page.waitForTimeout(500)
      await openCard(page, 'marta.nowak@example.com')
    }
  },
  {
    name: 'settings-policy',
    play: async ({ page }) => {
      await goTo(page, 'Settings')
      await page.getByRole('region', { name: 'Policy' }).scrollIntoViewIfNeeded()
    }
  }
]
