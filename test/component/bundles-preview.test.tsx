import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { BundleButtons } from '../../src/renderer/bundles/BundleButtons'
import type { BundleOpened } from '../../src/shared/bundle-view'
import { AppFailure } from '../../src/shared/errors'
import { aChange, aPreview, applied } from './bundle-fixtures'
import { button, dialog, group, importButton, open, openPreview, region } from './bundle-helpers'
import { deferred } from './deferred'
import { anAppState, at } from './fixtures'
import { renderScreen } from './render'

describe('choosing a file', () => {
  it('says that it is choosing, and nothing where the agent thought better of it', async () => {
    const file = deferred<BundleOpened>()
    const view = renderScreen(<BundleButtons />, { 'bundle.open': () => file.promise })
    await view.user.click(importButton())
    const busy = screen.getByRole('button', { name: 'Import bundle…' })
    await view.user.click(busy)
    expect(view.callsOf('bundle.open')).toHaveLength(1)
    file.resolve({ state: 'cancelled' })
    await screen.findByRole('button', { name: 'Import bundle' })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('says what is wrong with a file that is no bundle, and takes another one', async () => {
    const view = await open({ state: 'unusable', fileName: 'holiday.json', problem: 'It is not valid JSON.' })
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('holiday.json cannot be used.')
    expect(alert).toHaveTextContent('It is not valid JSON.')
    expect(alert).toHaveTextContent('Nothing was changed.')
    view.handle({ 'bundle.open': () => ({ state: 'opened', preview: aPreview() }) })
    await view.user.click(button('Choose another file'))
    expect(await screen.findByText('Kim of Contoso IT')).toBeVisible()
  })

  it('gives the focus back to its button', async () => {
    const view = await open({ state: 'unusable', fileName: 'x', problem: 'No.' })
    await screen.findByRole('alert')
    await view.user.click(button('Close'))
    expect(importButton()).toHaveFocus()
  })

  it('says when the file could not be read at all', async () => {
    const view = renderScreen(<BundleButtons />, {
      'bundle.open': () => {
        throw new AppFailure({ kind: 'internal' })
      }
    })
    await view.user.click(importButton())
    expect(await screen.findByRole('alert')).toHaveTextContent('Read the bundle: Tessera itself failed.')
  })
})

describe('what is in it', () => {
  it('says who made it, when and which one of the series it is', async () => {
    await openPreview()
    const fact = (name: string) => within(dialog()).getByText(name, { selector: 'dt' }).nextElementSibling
    expect(fact('Made by')).toHaveTextContent('Kim of Contoso IT')
    expect(fact('Made')).toHaveTextContent('2 June 2026')
    expect(fact('Serial number')).toHaveTextContent('7 of the series contoso-emea')
    expect(fact('File')).toHaveTextContent('contoso.bundle.json')
    expect(dialog()).toHaveTextContent('Nothing has changed yet.')
    // the top has the focus, not a button that scrolls what is to be read away
    await waitFor(() => expect(screen.getByText(/^Nothing has changed yet/)).toHaveFocus())
  })

  it.each([
    [
      { state: 'trusted', keyId: '00ff00ff00ff00ff', keyName: 'Contoso IT' },
      /✓Signed by Contoso IT\..*nothing was changed since it signed.*00ff00ff00ff00ff/
    ],
    [
      { state: 'unknown-key', keyId: 'abcdefabcdefabcd' },
      /\?Signed with a key that nobody here vouches for\..*anybody may have made this bundle.*abcdefabcdefabcd/
    ],
    [{ state: 'none' }, /–Not signed\. ?Nothing shows who made this bundle/]
  ] as const)('a signature that is %o can be imported', async (signature, words) => {
    await openPreview({ signature })
    expect(region('Signature')).toHaveTextContent(words)
    expect(button('Import')).toHaveAttribute('aria-disabled', 'false')
  })

  it('a wrong signature cannot be imported, whatever else main says', async () => {
    const view = await openPreview({
      signature: { state: 'wrong', keyId: '00ff00ff00ff00ff', keyName: 'Contoso IT' },
      secrets: 2,
      replay: { state: 'older', seenSerial: 9, seenAt: 1 }
    })
    expect(region('Signature')).toHaveTextContent(/✕The signature is wrong\..*the key of Contoso IT/)
    expect(button('Import')).toHaveAttribute('aria-disabled', 'true')
    expect(button('Import')).toHaveAccessibleDescription('It cannot be imported.')
    expect(within(dialog()).queryByLabelText('Passphrase')).toBeNull()
    expect(within(dialog()).queryByRole('checkbox')).toBeNull()
    await view.user.click(button('Import'))
    expect(view.callsOf('bundle.apply')).toHaveLength(0)
  })

  it('a refusal is an alert with its reason', async () => {
    const view = await openPreview({ refusal: 'The policy of this computer demands a signature.' })
    expect(within(dialog()).getByRole('alert')).toHaveTextContent(
      'It cannot be imported.The policy of this computer demands a signature.'
    )
    await view.user.click(button('Import'))
    expect(view.callsOf('bundle.apply')).toHaveLength(0)
  })

  it('keys that it would have trusted are told by their ids, and need a consent', async () => {
    const newKeys = [
      { name: 'Contoso IT', keyId: '0123456789abcdef' },
      { name: 'Contoso IT', keyId: 'fedcba9876543210' }
    ]
    const view = await openPreview(
      { newKeys },
      { 'bundle.apply': () => ({ state: anAppState(), applied: applied() }) }
    )
    const list = within(region('New trusted keys')).getByRole('list', { name: 'New trusted keys' })
    expect(list).toHaveTextContent(
      '0123456789abcdef, called “Contoso IT”fedcba9876543210, called “Contoso IT”'
    )
    expect(button('Import')).toHaveAccessibleDescription('First choose “Trust these keys from now on”.')
    await view.user.click(button('Import'))
    expect(view.callsOf('bundle.apply')).toHaveLength(0)
    await view.user.click(within(dialog()).getByRole('checkbox', { name: 'Trust these keys from now on' }))
    await view.user.click(button('Import'))
    await waitFor(() =>
      expect(view.callsOf('bundle.apply')).toEqual([{ previewId: 'preview-1', acceptKeys: true }])
    )
  })

  it('no consent is asked for where it is refused anyway', async () => {
    await openPreview({ newKeys: [{ name: 'x', keyId: '0123456789abcdef' }], refusal: 'No.' })
    expect(region('New trusted keys')).toHaveTextContent('0123456789abcdef')
    expect(within(dialog()).queryByRole('checkbox')).toBeNull()
  })

  it('warnings are read first', async () => {
    const warnings = [
      'A machine-wide policy is installed: this one has no effect.',
      'Two tenants have one name.'
    ]
    await openPreview({ warnings })
    const list = within(dialog()).getByRole('list', { name: 'Read before importing' })
    expect(
      within(list)
        .getAllByRole('listitem')
        .map((line) => line.textContent)
    ).toEqual(warnings)
  })

  it('counts what becomes of the tenants, what takes away first, and says what changes in each', async () => {
    await openPreview({
      tenants: [
        aChange('same', 'Alpha'),
        aChange('added', 'Beta', [{ what: 'API host', after: 'https://api.example' }]),
        aChange('changed', 'Gamma', [
          { what: 'API host', before: 'https://old.example', after: 'https://new.example' },
          { what: 'Its client secret is dropped.' },
          { what: 'Redirect URI', before: 'https://a.example' }
        ]),
        aChange('removed', 'Delta'),
        aChange('added', 'Epsilon')
      ]
    })
    expect(group('Tenants 2 added, 1 changed, 1 removed, 1 unchanged')).toBeVisible()
    const rows = within(within(dialog()).getByRole('list', { name: 'Tenant changes' })).getAllByRole(
      'listitem'
    )
    const tops = rows.filter((row) => row.dataset['change'] !== undefined)
    expect(tops.map((row) => row.querySelector('bdi')?.textContent)).toEqual([
      'Delta',
      'Gamma',
      'Beta',
      'Epsilon',
      'Alpha'
    ])
    expect(tops[0]).toHaveTextContent('− RemovedDelta')
    const [, gamma] = tops
    const lines = within(gamma as HTMLElement).getAllByRole('listitem')
    expect(lines.map((line) => line.textContent)).toEqual([
      'API host: https://old.example →  becomes https://new.example',
      'Its client secret is dropped.',
      'Redirect URI: https://a.example →  becomes nothing'
    ])
  })

  it('what an added tenant has folds out', async () => {
    await openPreview({
      tenants: [aChange('added', 'Beta', [{ what: 'API host', after: 'https://h.example' }])]
    })
    const details = within(dialog()).getByRole('list', { name: 'Tenant changes' }).querySelector('details')
    expect(details).not.toHaveAttribute('open')
    expect(details).toHaveTextContent('Details of Beta')
    expect(details).toHaveTextContent('API host: https://h.example')
  })

  it('policy and defaults are shown where it has them', async () => {
    await openPreview({
      policy: [{ what: 'ticket.required', before: 'false', after: 'true' }],
      defaults: [{ what: 'Proxy', before: 'as the system says', after: 'proxy.example:3128' }]
    })
    expect(within(group('Policy')).getByRole('list', { name: 'Policy changes' })).toHaveTextContent(
      'ticket.required: false → becomes true'
    )
    expect(within(group('Defaults')).getByRole('list', { name: 'Default changes' })).toHaveTextContent(
      'proxy.example'
    )
  })

  it('neither is shown where it has none', async () => {
    await openPreview()
    expect(within(dialog()).queryByRole('group', { name: 'Policy' })).toBeNull()
    expect(within(dialog()).queryByRole('group', { name: 'Defaults' })).toBeNull()
  })

  it('a file’s text is never more than text', async () => {
    const bad = '<img src=x onerror="top.x=1"><a href="https://evil.example">go</a>'
    await openPreview({
      issuer: bad,
      fileName: bad,
      warnings: [bad],
      refusal: bad,
      signature: { state: 'trusted', keyId: '00', keyName: bad },
      tenants: [aChange('changed', bad, [{ what: bad, before: bad, after: bad }])],
      policy: [{ what: bad, before: bad, after: bad }]
    })
    expect(dialog().querySelectorAll('img, a, script')).toHaveLength(0)
    expect(within(dialog()).getAllByText(bad).length).toBeGreaterThan(8)
  })

  it('the tenants are not drawn anew for what is chosen beside them', async () => {
    let drawn = 0
    const tenants = Array.from({ length: 100 }, (_, index) => ({
      ...aChange('added', ''),
      id: `t-${index}`,
      get label() {
        drawn += 1
        return `Tenant ${index}`
      }
    }))
    const view = await openPreview({ tenants, replay: { state: 'older', seenSerial: 9, seenAt: 1 } })
    expect(within(dialog()).getByRole('list', { name: 'Tenant changes' }).children).toHaveLength(100)
    const before = drawn
    await view.user.click(within(dialog()).getByRole('checkbox'))
    expect(button('Import')).toHaveAttribute('aria-disabled', 'false')
    expect(drawn).toBe(before)
  })
})

describe('a bundle of a series that was imported before', () => {
  const seenAt = at('2026-05-01T12:00:00Z')

  it('the very same can be imported again', async () => {
    await openPreview({ replay: { state: 'same', seenAt } })
    expect(dialog()).toHaveTextContent('This very bundle was imported 1 May 2026 at')
    expect(button('Import')).toHaveAttribute('aria-disabled', 'false')
  })

  it.each([
    [
      { state: 'older', seenSerial: 9, seenAt },
      /older than one that was imported.*serial number 7\. Number 9 was imported 1 May 2026/,
      'Import although it is older'
    ],
    [
      { state: 'rewritten', seenSerial: 7, seenAt },
      /Another bundle with this serial number was imported.*with other contents/,
      'Import although its number was used before'
    ]
  ] as const)('%o needs consent', async (replay, words, name) => {
    const view = await openPreview(
      { replay },
      { 'bundle.apply': () => ({ state: anAppState(), applied: applied() }) }
    )
    expect(region('Order')).toHaveTextContent(words)
    expect(button('Import')).toHaveAttribute('aria-disabled', 'true')
    expect(button('Import')).toHaveAccessibleDescription(`First choose “${name}”.`)
    await view.user.click(button('Import'))
    expect(view.callsOf('bundle.apply')).toHaveLength(0)
    await view.user.click(within(dialog()).getByRole('checkbox', { name }))
    await view.user.click(button('Import'))
    await screen.findByText('The bundle is imported.')
    expect(view.callsOf('bundle.apply')).toEqual([{ previewId: 'preview-1', acceptOlder: true }])
  })

  it('asks for no consent where it is refused in any case', async () => {
    await openPreview({ replay: { state: 'older', seenSerial: 9, seenAt }, refusal: 'It is older.' })
    expect(region('Order')).toBeVisible()
    expect(within(dialog()).queryByRole('checkbox')).toBeNull()
  })
})
