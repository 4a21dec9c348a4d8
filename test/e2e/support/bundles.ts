import { expect, type Locator, type Page } from 'playwright/test'
import { doSealJob } from '../../../src/main/bundle/age'
import { formatBundle } from '../../../src/main/bundle/parse'
import { makeSigningKey, type SigningKey } from '../../../src/main/bundle/private-key'
import { createSealerWith } from '../../../src/main/bundle/seal'
import { signBundle } from '../../../src/main/bundle/signature'
import type { BundleFile, BundleTenant } from '../../../src/shared/bundle'
import type { PolicyFile } from '../../../src/shared/policy'
import type { Tessera } from '../app'
import { button, goTo } from './screen'

export const passphrase = 'four quiet words, spoken'

/** Somebody's key, and the policy that trusts it and nobody else. */
export interface Issuer {
  key: SigningKey
  policy: PolicyFile
}

export function makeIssuer(bundles: NonNullable<PolicyFile['bundles']> = { requireSignature: true }): Issuer {
  const key = makeSigningKey()
  const trustedKeys = [{ name: 'Contoso IT', publicKey: key.publicKey }]
  return { key, policy: { version: 1, bundles: { ...bundles, trustedKeys } } }
}

export const aTenant = (more: Partial<BundleTenant> = {}): BundleTenant => ({
  id: 'contoso-eu',
  label: 'Contoso EU',
  environment: 'production',
  apiHost: 'https://api.eu.transmitsecurity.io',
  colour: 'teal',
  defaultCountry: 'DE',
  applications: [{ id: 'main', name: 'Shop', clientId: 'client-eu' }],
  ...more
})

export const twoTenants: BundleTenant[] = [
  aTenant(),
  aTenant({
    id: 'contoso-us',
    label: 'Contoso US',
    environment: 'sandbox',
    apiHost: 'https://api.sbx.transmitsecurity.io',
    colour: 'violet',
    defaultCountry: 'US',
    applications: [
      { id: 'main', name: 'Shop', clientId: 'client-us' },
      { id: 'loyalty', name: 'Loyalty', clientId: 'client-us-loyalty' }
    ]
  })
]

export const aBundle = (more: Partial<BundleFile> = {}): BundleFile => ({
  format: 'tessera-bundle',
  version: 1,
  issuer: 'Contoso IT',
  bundleId: 'contoso',
  serial: 7,
  createdAt: '2026-11-20T08:00:00Z',
  tenants: twoTenants,
  ...more
})

/** Tessera's own 18 takes a second at each opening; a file says what it was made with. */
const quickFactor = 10

/** The secret of each application is its client ID and “-secret”. */
export async function sealed(bundle: BundleFile): Promise<BundleFile> {
  const secrets = bundle.tenants.flatMap(({ id, applications }) =>
    applications.map((one) => ({
      tenantId: id,
      applicationId: one.id,
      secret: secretOf(one.clientId)
    }))
  )
  const sealer = createSealerWith((job) => doSealJob(job, quickFactor))
  return { ...bundle, secrets: await sealer.seal(bundle, secrets, passphrase) }
}

export const secretOf = (clientId: string): string => `${clientId}-secret`

export const signedText = (bundle: BundleFile, { key }: Issuer): string =>
  formatBundle(signBundle(bundle, key.privateKey))

/** Answers the system's dialog for opening a file from now on; without a path as if it was cancelled. */
export const answerOpenDialog = ({ app }: Tessera, path?: string): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    const answer = { canceled: path === undefined, filePaths: path === undefined ? [] : [path] }
    dialog.showOpenDialog = () => Promise.resolve(answer)
  }, path)

/**
 * From now on nothing of main reaches another computer: each try fails as without a network, and is counted. This computer
 * itself stays reachable.
 */
export const cutOff = ({ app }: Tessera): Promise<void> =>
  app.evaluate(() => {
    const { Socket } = process.getBuiltinModule('node:net')
    const connect = Socket.prototype.connect
    const cut = globalThis as { triesToLeave?: number }
    cut.triesToLeave = 0
    Socket.prototype.connect = function (this: InstanceType<typeof Socket>, ...given: unknown[]) {
      const [first] = given.flat() as [{ host?: string; path?: string }]
      const isHere = first.path !== undefined || ['127.0.0.1', 'localhost', '::1'].includes(first.host ?? '')
      if (isHere) return Reflect.apply(connect, this, given) as typeof this
      cut.triesToLeave = (cut.triesToLeave ?? 0) + 1
      const error = Object.assign(new Error('connect ENETUNREACH'), { code: 'ENETUNREACH' })
      process.nextTick(() => this.destroy(error))
      return this
    } as typeof connect
  })

export const triesToLeave = ({ app }: Tessera): Promise<number> =>
  app.evaluate(() => (globalThis as { triesToLeave?: number }).triesToLeave ?? -1)

export const importDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Import bundle' })

/** Chooses the file in the settings, which the dialog then shows. */
export async function openBundle(tessera: Tessera, path: string): Promise<Locator> {
  await answerOpenDialog(tessera, path)
  await goTo(tessera.page, 'Settings')
  await button(tessera.page, 'Import bundle').click()
  const dialog = importDialog(tessera.page)
  await expect(dialog).toBeVisible()
  return dialog
}
