import { act, renderHook, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { BundleButtons } from '../../src/renderer/bundles/BundleButtons'
import { useExport } from '../../src/renderer/bundles/use-export'
import { useAppState } from '../../src/renderer/state/queries'
import type { BundleExported } from '../../src/shared/bundle-view'
import { AppFailure } from '../../src/shared/errors'
import type { TenantSummary } from '../../src/shared/tenant'
import { textsInProps } from './bundle-fixtures'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'
import { anAppState, aPolicyView, contoso, practice } from './fixtures'
import { renderScreen } from './render'

const fabrikam: TenantSummary = { ...contoso, id: 't-fabrikam', label: 'Fabrikam', environment: 'sandbox' }
const exportSecrets = () =>
  aPolicyView({ bundles: { trustedKeys: [], requireSignature: false, exportSecrets: true } })
const exported = (more: Partial<BundleExported> = {}): BundleExported => ({
  fileName: 'm.okafor.bundle.json',
  tenants: 2,
  secrets: 0,
  without: [],
  ...more
})

const dialog = () => screen.getByRole('dialog', { name: 'Export bundle' })
const button = (name: string) => within(dialog()).getByRole('button', { name })
const box = (name: string) => within(dialog()).getByRole<HTMLInputElement>('checkbox', { name })
const field = (name: string) => within(dialog()).getByLabelText<HTMLInputElement>(name)
const labels = () =>
  within(within(dialog()).getByRole('list', { name: 'Tenants to export' }))
    .getAllByRole('checkbox')
    .map((one) => (one as HTMLInputElement).labels?.[0]?.textContent)

function Buttons() {
  return useAppState().isSuccess ? <BundleButtons /> : null
}

async function open(handlers: FakeHandlers = {}, tenants: TenantSummary[] = [contoso, fabrikam]) {
  const view = renderScreen(<Buttons />, {
    'app.state': () => anAppState({ tenants: [...tenants, practice] }),
    ...handlers
  })
  await view.user.click(await screen.findByRole('button', { name: 'Export bundle' }))
  await screen.findByRole('dialog', { name: 'Export bundle' })
  return view
}

/** With client secrets, which the policy allows. */
async function openWithSecrets(handlers: FakeHandlers = {}) {
  const view = await open({ 'policy.view': exportSecrets, ...handlers })
  await waitFor(() => expect(box('Include client secrets')).toBeEnabled())
  await view.user.click(box('Include client secrets'))
  return view
}

describe('choosing what goes along', () => {
  it('offers every profile but the practice tenant, all chosen, and the agent’s name', async () => {
    await open()
    expect(labels()).toEqual(['Contoso Retail', 'Fabrikam'])
    expect(box('Contoso Retail')).toBeChecked()
    expect(within(dialog()).getByRole('status', { name: 'Chosen' })).toHaveTextContent('2 of 2 chosen')
    expect(field('Made by')).toHaveValue('m.okafor')
    expect(box('Include the policy')).not.toBeChecked()
    expect(box('Include the defaults')).not.toBeChecked()
    expect(within(dialog()).queryByRole('searchbox')).toBeNull()
  })

  it('says at once that a bundle does not hold so many', () => {
    const many = Array.from({ length: 1_001 }, (_, n) => ({ ...contoso, id: `t-${n}` }))
    const { result } = renderHook(() => useExport(many, 'm.okafor', false))
    const words =
      'A bundle holds at most 1000 tenants: choose fewer, and export the others as a second bundle.'
    expect(result.current.errors.tenants).toBe(words)
    act(() => result.current.send())
    expect(result.current).toMatchObject({ busy: false, errors: { tenants: words } })
    act(() => result.current.toggle('t-0', false))
    expect(result.current.errors.tenants).toBeUndefined()
  })

  it.each([
    ['https://siem.example/in?token=s3cr3t', /sent to siem\.example\.The file holds the whole address/],
    ['https://siem.example/', /sent to siem\.example\.Computers that import the file/]
  ])('says that the policy brings the journal’s address %s', async (sink, words) => {
    const view = await open({ 'policy.view': () => aPolicyView({ sink }) })
    const note = () => within(dialog()).queryByRole('status', { name: 'Journal address' })
    expect(note()).toBeNull()
    await view.user.click(box('Include the policy'))
    await waitFor(() => expect(note()).toHaveTextContent(words))
    expect(dialog()).not.toHaveTextContent('s3cr3t')
  })

  it('sends what was chosen', async () => {
    const view = await open({ 'bundle.export': () => exported({ tenants: 1 }) })
    await view.user.click(box('Fabrikam'))
    await view.user.clear(field('Made by'))
    await view.user.type(field('Made by'), 'Contoso IT')
    await view.user.click(box('Include the policy'))
    await view.user.click(box('Include the defaults'))
    await view.user.click(button('Export'))
    await screen.findByText('The bundle is written.')
    expect(view.callsOf('bundle.export')).toEqual([
      { tenantIds: [contoso.id], issuer: 'Contoso IT', withPolicy: true, withDefaults: true }
    ])
  })

  it('searches among many; All and None then mean those that are shown', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      ...contoso,
      id: `t-${index}`,
      label: `Tenant ${index}`
    }))
    const view = await open({ 'bundle.export': () => exported() }, many)
    await view.user.click(button('None'))
    expect(within(dialog()).getByRole('status', { name: 'Chosen' })).toHaveTextContent('0 of 40 chosen')
    const search = within(dialog()).getByRole('searchbox', { name: 'Search tenants to export' })
    await view.user.type(search, ' tenant 3{Enter}')
    expect(labels()).toEqual(['Tenant 3', ...Array.from({ length: 10 }, (_, index) => `Tenant 3${index}`)])
    await view.user.click(button('All shown'))
    expect(within(dialog()).getByRole('status', { name: 'Chosen' })).toHaveTextContent('11 of 40 chosen')
    await view.user.clear(search)
    await view.user.type(search, 'nobody')
    expect(dialog()).toHaveTextContent('No tenant matches.')
    expect(view.callsOf('bundle.export')).toHaveLength(0)
    await view.user.click(button('Export'))
    await screen.findByText('The bundle is written.')
    expect(view.callsOf('bundle.export')[0]?.tenantIds).toHaveLength(11)
  })

  it('ticking one of many draws that one anew', async () => {
    const drawn = new Map<number, number>()
    const many = Array.from({ length: 100 }, (_, index) =>
      // the state is copied where it is kept, getters are not
      Object.defineProperty({ ...contoso, id: `t-${index}` }, 'label', {
        enumerable: true,
        get: () => {
          drawn.set(index, (drawn.get(index) ?? 0) + 1)
          return `Tenant ${index}`
        }
      })
    )
    const view = await open({}, many)
    const before = new Map(drawn)
    await view.user.click(field('Tenant 7'))
    const anew = [...drawn].filter(([index, count]) => count !== before.get(index)).map(([index]) => index)
    expect(anew).toEqual([7])
  })

  it('nothing at all is no bundle', async () => {
    const view = await open()
    await view.user.click(button('None'))
    await view.user.click(button('Export'))
    expect(within(dialog()).getByRole('alert')).toHaveTextContent(
      'Choose a tenant, or the policy or the defaults.'
    )
    await view.user.click(box('Include the policy'))
    expect(within(dialog()).queryByRole('alert')).toBeNull()
    expect(view.callsOf('bundle.export')).toHaveLength(0)
  })

  it('without a profile there are still policy and defaults', async () => {
    const view = await open({ 'bundle.export': () => exported({ tenants: 0 }) }, [])
    expect(dialog()).toHaveTextContent('There is no tenant profile to export.')
    await view.user.click(box('Include the defaults'))
    await view.user.click(button('Export'))
    expect(await screen.findByRole('status', { name: 'Export' })).toHaveTextContent(
      'm.okafor.bundle.json has 0 tenants and the defaults.'
    )
  })

  it('says at the field that somebody has to have made it', async () => {
    const view = await open()
    await view.user.clear(field('Made by'))
    await view.user.click(button('Export'))
    expect(field('Made by')).toBeInvalid()
    expect(field('Made by')).toHaveAccessibleDescription(/Say who makes this bundle/)
    expect(field('Made by')).toHaveFocus()
    expect(view.callsOf('bundle.export')).toHaveLength(0)
  })
})

describe('client secrets', () => {
  it('go along only where the policy allows it, which is said', async () => {
    await open()
    await waitFor(() =>
      expect(box('Include client secrets')).toHaveAccessibleDescription(
        'The policy of this computer does not allow it. The rule is “bundles.exportSecrets”.'
      )
    )
    expect(box('Include client secrets')).toBeDisabled()
    expect(within(dialog()).queryByLabelText('Passphrase')).toBeNull()
  })

  it('are encrypted to a passphrase that was typed twice', async () => {
    const view = await openWithSecrets({
      'bundle.export': () =>
        exported({
          secrets: 1,
          without: [
            { label: 'Fabrikam' },
            {
              label: 'Contoso partners',
              error: { kind: 'keychain-unavailable', state: 'locked', fix: 'Unlock it.' }
            }
          ]
        })
    })
    const [first, second] = [field('Passphrase'), field('Repeat passphrase')]
    await view.user.type(first, 'correct horse battery')
    await view.user.type(second, 'correct horse battery')
    await view.user.click(button('Export'))
    const done = await screen.findByRole('status', { name: 'Export' })
    await waitFor(() => expect(done).toHaveTextContent('has 2 tenants and 1 client secret.'))
    const without = within(dialog()).getByRole('list', { name: 'Without a client secret' })
    expect(
      within(without)
        .getAllByRole('listitem')
        .map((line) => line.textContent)
    ).toEqual(['Fabrikam: none is stored.', 'Contoso partners: The keychain is locked.'])
    expect(view.callsOf('bundle.export')[0]?.passphrase).toBe('correct horse battery')
    expect([first.value, second.value]).toEqual(['', ''])
  })

  it.each([
    ['short', 'short', 'Passphrase', /Use at least 12 characters/],
    ['correct horse battery', 'correct horse batterx', 'Repeat passphrase', /not the same/]
  ])('takes no passphrase "%s" repeated as "%s"', async (one, other, at, words) => {
    const view = await openWithSecrets()
    await view.user.type(field('Passphrase'), one)
    await view.user.type(field('Repeat passphrase'), other)
    await view.user.click(button('Export'))
    expect(field(at)).toBeInvalid()
    expect(field(at)).toHaveAccessibleDescription(words)
    expect(field(at)).toHaveFocus()
    expect(view.callsOf('bundle.export')).toHaveLength(0)
  })

  it('says at the second field that it differs when that is left', async () => {
    const view = await openWithSecrets()
    await view.user.type(field('Passphrase'), 'correct horse battery')
    await view.user.type(field('Repeat passphrase'), 'correct')
    expect(field('Repeat passphrase')).toBeValid()
    await view.user.tab()
    expect(field('Repeat passphrase')).toBeInvalid()
    await view.user.type(field('Repeat passphrase'), ' horse battery')
    expect(field('Repeat passphrase')).toBeValid()
  })

  it('the passphrase is judged while it is typed', async () => {
    const view = await openWithSecrets()
    await view.user.type(field('Passphrase'), 'correct horse battery staple')
    const meter = within(dialog()).getByRole('meter', { name: 'Strength' })
    await waitFor(() => expect(meter).toHaveAttribute('aria-valuetext', 'Strong'))
  })

  it('a box that is unticked again sends none', async () => {
    const view = await openWithSecrets({ 'bundle.export': () => exported() })
    await view.user.type(field('Passphrase'), 'correct horse battery')
    await view.user.click(box('Include client secrets'))
    await view.user.click(button('Export'))
    await screen.findByText('The bundle is written.')
    expect(view.callsOf('bundle.export')[0]).not.toHaveProperty('passphrase')
    expect(within(dialog()).queryByRole('list', { name: 'Without a client secret' })).toBeNull()
  })

  it('never lets React or the page hold the passphrase', async () => {
    const view = await openWithSecrets({
      'bundle.export': () => {
        throw new AppFailure({ kind: 'internal' })
      }
    })
    await view.user.type(field('Passphrase'), 'Zx9-unique-words')
    await view.user.type(field('Repeat passphrase'), 'Zx9-unique-words')
    await view.user.click(button('Export'))
    await within(dialog()).findByRole('alert')
    const held = textsInProps()
    expect(held).toContain('Repeat passphrase')
    expect(held.filter((text) => text.includes('Zx9-unique'))).toEqual([])
    expect(document.documentElement.outerHTML).not.toContain('Zx9-unique')
  })
})

describe('the outcome', () => {
  it('says that nobody has signed the file, and how to', async () => {
    const view = await open({
      'bundle.export': () => exported({ fileName: 'a "b".json' }),
      'app.copy': () => null
    })
    await view.user.click(button('Export'))
    expect(await screen.findByText('The file is not signed.')).toBeVisible()
    await view.user.click(button('Copy command'))
    expect(view.callsOf('app.copy')).toEqual([
      { text: 'tessera bundle sign "a \\"b\\".json" --key KEY-FILE' }
    ])
    await view.user.click(button('Close'))
    expect(screen.getByRole('button', { name: 'Export bundle' })).toHaveFocus()
  })

  it('no file was chosen: the form stays as it was', async () => {
    const view = await open({ 'bundle.export': () => ({ tenants: 0, secrets: 0, without: [] }) })
    await view.user.click(box('Fabrikam'))
    await view.user.click(button('Export'))
    await waitFor(() =>
      expect(within(dialog()).getByRole('status', { name: 'Export' })).toHaveTextContent(
        'No file was chosen. Nothing was written.'
      )
    )
    expect(box('Fabrikam')).not.toBeChecked()
  })

  it('a failure is an alert; what main says of a field stands there', async () => {
    const view = await open({
      'bundle.export': () => {
        throw new AppFailure({ kind: 'policy-refused', rule: 'bundles.exportSecrets' })
      }
    })
    await view.user.click(button('Export'))
    expect(await within(dialog()).findByRole('alert')).toHaveTextContent(
      'Export bundle: Your organisation’s policy does not allow this.'
    )
    view.handle({
      'bundle.export': () => {
        throw new AppFailure({ kind: 'invalid-input', reason: 'form', fields: { issuer: 'Too odd.' } })
      }
    })
    await view.user.click(button('Export'))
    await waitFor(() => expect(field('Made by')).toHaveAccessibleDescription(/Too odd\./))
    expect(within(dialog()).queryByText(/policy does not allow/)).toBeNull()
  })

  it('cannot be left or sent twice while it runs', async () => {
    const end = deferred<BundleExported>()
    const view = await open({ 'bundle.export': () => end.promise })
    await view.user.click(button('Export'))
    await view.user.click(button('Export…'))
    await view.user.click(button('Cancel'))
    expect(dialog()).toHaveAttribute('aria-busy', 'true')
    expect(view.callsOf('bundle.export')).toHaveLength(1)
    end.resolve(exported())
    expect(await screen.findByText('The bundle is written.')).toBeVisible()
  })

  it('cancel gives the focus back', async () => {
    const view = await open()
    await view.user.click(button('Cancel'))
    expect(screen.getByRole('button', { name: 'Export bundle' })).toHaveFocus()
  })
})
