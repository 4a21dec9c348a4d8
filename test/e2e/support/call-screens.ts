import { expect, type Page } from 'playwright/test'
import { hours } from '../../../src/simulator/seed-types'
import { choose, dialogOf, policyUntilReset } from './credentials'
import type { Desk } from './desk'
import type { GivenUser } from './people'
import { trustingPolicy } from './policies'
import { alerts, button, card, openCard, outcome } from './screen'
import type { Screen } from './screen-state'
import {
  addCallerWithPhone,
  ask,
  type Caller,
  callerStatus,
  enterCode,
  openCaller,
  readFirst,
  refOf,
  saveProfileAgain,
  sendCode,
  startVerifying,
  ticketBox,
  verifyBySms,
  verifyDialog,
  wrongCode
} from './verification'

const troubled = { password: { changed: hours(900), locked: 'for-good', failed: hours(1) } } as const

async function startOn(desk: Desk, given?: GivenUser): Promise<Caller> {
  const caller = await openCaller(desk, given)
  await startVerifying(desk.page)
  await expect(button(verifyDialog(desk.page), 'Manager approved')).toBeVisible()
  return caller
}

/** Chooses from the menu of a new caller’s card. */
async function choosing(desk: Desk, item: string, given?: GivenUser): Promise<void> {
  await openCaller(desk, given)
  await choose(desk.page, item)
  await expect(desk.page.getByRole('dialog')).toBeVisible()
}

async function withRedirectUri({ page, simulator, atReset }: Desk): Promise<void> {
  atReset(() => saveProfileAgain(page, simulator, { redirectUri: '' }))
  await saveProfileAgain(page, simulator, { redirectUri: 'https://shop.example.com/signed-in' })
}

async function resolve(page: Page): Promise<void> {
  await button(card(page), 'Resolve').click()
  await button(dialogOf(page, 'Resolve'), 'Resolve').click()
}

/** The states of a call: who is on the phone, and what is chosen or entered for them. */
export const callScreens: Screen[] = [
  { name: 'verify, ways', open: async (desk) => void (await startOn(desk)) },
  { name: 'verify, risky ways', open: async (desk) => void (await startOn(desk, { unverified: true })) },
  {
    name: 'verify, code sent',
    open: async (desk) => {
      const { id } = await startOn(desk)
      await sendCode(desk.page, desk.simulator, id)
    }
  },
  {
    name: 'verify, wrong code',
    open: async (desk) => {
      const { id } = await startOn(desk)
      await enterCode(desk.page, wrongCode(await sendCode(desk.page, desk.simulator, id)))
      await expect(alerts(verifyDialog(desk.page))).toContainText('This is not the code.')
    }
  },
  {
    name: 'verify, link sent',
    open: async (desk) => {
      await withRedirectUri(desk)
      await startOn(desk)
      await button(verifyDialog(desk.page), 'Send link by e-mail').click()
      await expect(verifyDialog(desk.page)).toContainText('Waiting until the caller opens it.')
    }
  },
  {
    name: 'verify, manager form',
    open: async (desk) => {
      await startOn(desk)
      const dialog = verifyDialog(desk.page)
      await button(dialog, 'Manager approved').click()
      await button(dialog, 'Manager approved').click()
      await expect(dialog).toContainText('Say why, in a few words.')
    }
  },
  {
    name: 'card, verified',
    open: async (desk) => {
      const { id } = await openCaller(desk, troubled)
      await verifyBySms(desk.page, desk.simulator, id)
    }
  },
  {
    name: 'card, braked',
    open: async (desk) => {
      const { page, simulator } = desk
      const { id, name } = await addCallerWithPhone(simulator)
      await openCard(page, id, name)
      await expect(callerStatus(page)).toHaveText('Not verified')
      const reason = 'knew neither the order number nor the street and hung up when asked for a call back'
      expect(await ask(page, 'call.refuse', { ...(await refOf(page, id)), reason })).toMatchObject({
        ok: true
      })
      await page.reload()
      await openCard(page, id, name)
      await expect(readFirst(page)).toContainText('A caller for this user was refused.')
    }
  },
  {
    name: 'ticket, field error',
    open: async (desk) => {
      const ticket = { pattern: 'INC[0-9]{7,10}', example: 'INC0012345' }
      await policyUntilReset(desk, { ...trustingPolicy, ticket })
      await openCaller(desk)
      await ticketBox(desk.page).fill('seventeen')
      await ticketBox(desk.page).press('Enter')
      await expect(ticketBox(desk.page)).toHaveAttribute('aria-invalid', 'true')
    }
  },
  {
    name: 'more actions',
    open: async (desk) => {
      await openCaller(desk)
      await button(card(desk.page), 'More actions').click()
      await expect(desk.page.getByRole('menuitem', { name: 'Refuse caller' })).toBeVisible()
    }
  },
  {
    name: 'refuse caller',
    open: async (desk) => {
      await choosing(desk, 'Refuse caller')
      await button(dialogOf(desk.page, 'Refuse caller'), 'Refuse caller').click()
      await expect(desk.page.getByText('Say why, in a few words.')).toBeVisible()
    }
  },
  {
    name: 'reset, ways',
    open: async (desk) => {
      await withRedirectUri(desk)
      await choosing(desk, 'Send a reset code')
    }
  },
  {
    name: 'reset, none can be sent',
    open: (desk) => choosing(desk, 'Send a reset code', { unverified: true })
  },
  {
    name: 'reset, sent',
    open: async (desk) => {
      await choosing(desk, 'Send a reset code')
      await button(dialogOf(desk.page, 'Send a password reset'), 'Send code by SMS').click()
      await expect(button(dialogOf(desk.page, 'Send a password reset'), 'Done')).toBeFocused()
    }
  },
  {
    name: 'set a password, a first one',
    open: (desk) => choosing(desk, 'Set a password', { password: undefined, username: undefined })
  },
  {
    name: 'set a password, field errors',
    open: async (desk) => {
      await choosing(desk, 'Set a password', { password: undefined, username: undefined })
      const dialog = dialogOf(desk.page, 'Set a password')
      await dialog.getByLabel('New password').fill('Password1')
      await dialog.getByLabel('Repeat password').fill('Password1')
      await button(dialog, 'Set password').click()
      await expect(dialog).toContainText('Mosaic says:')
      await dialog.getByLabel('New password').fill('Password1')
      await dialog.getByLabel('Repeat password').fill('Password2')
      await button(dialog, 'Set password').click()
      await expect(dialog).toContainText('The two passwords are not the same.')
    }
  },
  { name: 'access code, question', open: (desk) => choosing(desk, 'Issue access code') },
  {
    name: 'access code, revealed',
    open: async (desk) => {
      await choosing(desk, 'Issue access code')
      const dialog = dialogOf(desk.page, 'Access code')
      await button(dialog, 'Issue access code').click()
      await button(dialog, 'Reveal').click()
      await expect(button(dialog, 'Hide')).toBeVisible()
    }
  },
  { name: 'check a password', open: (desk) => choosing(desk, 'Check a password', troubled) },
  {
    name: 'check a password, wrong',
    open: async (desk) => {
      await choosing(desk, 'Check a password')
      const dialog = dialogOf(desk.page, 'Check a password')
      await dialog.getByLabel('Password', { exact: true }).fill('it-is-not-this-one')
      await button(dialog, 'Check password').click()
      await expect(dialog).toContainText('The password is wrong.')
    }
  },
  {
    name: 'resolve, asked',
    open: async (desk) => {
      await openCaller(desk, troubled)
      await button(card(desk.page), 'Resolve').click()
      await expect(button(dialogOf(desk.page, 'Resolve'), 'Cancel')).toBeFocused()
    }
  },
  {
    name: 'resolve, done and revealed',
    open: async (desk) => {
      await openCaller(desk, troubled)
      await resolve(desk.page)
      const dialog = dialogOf(desk.page, 'Resolve')
      await expect(dialog).toContainText('All of it is done.')
      await button(dialog, 'Reveal').click()
      await expect(button(dialog, 'Hide')).toBeVisible()
    }
  },
  {
    name: 'resolve, failed in every step',
    open: async (desk) => {
      const match = { path: '/(sessions|password|unlock)' }
      const fault = { kind: 'status', status: 403, shape: 1, message: 'Forbidden resource' } as const
      for (const method of ['POST', 'PUT', 'DELETE']) {
        await desk.simulator.control({ action: 'fault', match: { ...match, method }, fault })
      }
      await openCaller(desk, troubled)
      await resolve(desk.page)
      const dialog = dialogOf(desk.page, 'Resolve')
      await expect(button(dialog, 'Try again')).toHaveCount(3)
      await expect(button(dialog, 'Close')).toBeFocused()
    }
  },
  {
    name: 'outcome, resolved in part',
    open: async (desk) => {
      const match = { method: 'DELETE', path: '/v1/sessions/' }
      await desk.simulator.control({
        action: 'fault',
        match,
        fault: { kind: 'status', status: 403, shape: 1 }
      })
      await openCaller(desk, troubled)
      await resolve(desk.page)
      const dialog = dialogOf(desk.page, 'Resolve')
      await expect(dialog).toContainText('Not all of it is done.')
      await button(dialog, 'Done').click()
      await expect(outcome(desk.page)).toContainText('Resolved in part.')
    }
  }
]
