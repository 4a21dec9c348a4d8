// Tenants, applications, the check of a client, bundles, and the look-up across tenants.
import { generateKeyPairSync } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { addTenant } from '../driven-app.mjs'
import { button, card, dialog, goTo, openCard } from './hands.mjs'

/** nobody's: what is shown of it is its ID */
const { x } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
const anyKey = Buffer.from(x, 'base64url').toString('base64')

const bundle = {
  format: 'tessera-bundle',
  version: 1,
  issuer: 'Contoso IT',
  bundleId: 'contoso',
  serial: 12,
  createdAt: '2026-11-20T08:00:00Z',
  tenants: ['Contoso Europe', 'Contoso Retail', 'Northwind'].map((label, index) => ({
    id: `tenant-${index}`,
    label,
    environment: index === 1 ? 'sandbox' : 'production',
    apiHost: ['https://api.eu.transmitsecurity.io', 'https://api.sbx.transmitsecurity.io'][index % 2],
    colour: ['teal', 'violet', 'magenta'][index],
    defaultCountry: 'DE',
    applications: [
      { id: 'main', name: 'Shop', clientId: `client-${index}` },
      ...(index === 0 ? [{ id: 'loyalty', name: 'Loyalty', clientId: 'client-loyalty' }] : [])
    ]
  })),
  policy: {
    version: 1,
    ticket: { required: true },
    bundles: { trustedKeys: [{ name: 'Contoso IT', publicKey: anyKey }] },
    journal: { sink: 'https://journal.contoso.example/in' }
  }
}

/** Answers the next file dialog with a bundle, and opens it. */
async function openBundle({ app, page }) {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'tessera-scene-')), 'contoso.json')
  fs.writeFileSync(file, JSON.stringify(bundle))
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, file)
  await goTo(page, 'Settings')
  await button(page, 'Import bundle').click()
  await dialog(page, 'Import bundle').waitFor()
}

const consentTo = ({ page }) => dialog(page).getByRole('checkbox', { name: /^Trust these keys/ })

async function check(page) {
  await goTo(page, 'Settings')
  await button(page, 'Check Contoso test').click()
  await page.getByRole('list', { name: 'Reads tried' }).waitFor()
}

export const tenantScenes = [
  { name: 'check', play: ({ page }) => check(page) },
  {
    name: 'rotate-secret',
    play: async ({ page }) => {
      await check(page)
      await button(page, 'Rotate secret').click()
    }
  },
  {
    name: 'tenant-applications',
    play: async ({ page }) => {
      await goTo(page, 'Settings')
      await button(page, 'Edit Contoso test').click()
      await button(page, 'Add application').scrollIntoViewIfNeeded()
    }
  },
  { name: 'bundle-import', play: openBundle },
  {
    name: 'bundle-import-keys',
    play: async (stage) => {
      await openBundle(stage)
      await consentTo(stage).scrollIntoViewIfNeeded()
    }
  },
  {
    name: 'bundle-imported',
    play: async (stage) => {
      await openBundle(stage)
      await consentTo(stage).check()
      await button(dialog(stage.page), 'Import').click()
      await button(dialog(stage.page), 'Close').waitFor()
    }
  },
  {
    name: 'tenants-list',
    play: async ({ page }) => {
      await goTo(page, 'Settings')
      await button(page, 'Check Northwind').waitFor()
    }
  },
  {
    name: 'bundle-export',
    play: async ({ page }) => {
      await goTo(page, 'Settings')
      await button(page, 'Export bundle').click()
      await dialog(page, 'Export bundle').waitFor()
    }
  },
  {
    name: 'look-up',
    play: async ({ page, practice }) => {
      await addTenant(page, practice, { label: 'Contoso outlet' })
      await page.keyboard.press('Control+Shift+K')
      await page.getByRole('searchbox', { name: 'Find in all tenants' }).fill('ana.lopez@example.com')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Stop', exact: true, disabled: true }).waitFor()
    }
  }
]

/** In the practice tenant, which has two applications. */
export const applicationScenes = [
  {
    name: 'application-menu',
    play: async ({ page }) => {
      await openCard(page, 'teodora.ilic@example.com')
      await button(card(page), 'Application').click()
      await page.getByRole('menuitemradio').first().waitFor()
    }
  },
  {
    name: 'application-without',
    play: async ({ page }) => {
      await openCard(page, 'dlefevre')
      await page.keyboard.press('a')
      await page.getByRole('heading', { name: /^This person is not in/ }).waitFor()
      await button(page, 'Back to Contoso shop').waitFor()
    }
  }
]
