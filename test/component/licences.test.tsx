import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Licences } from '../../src/renderer/licences/Licences'
import { openLicences } from '../../src/renderer/licences/licences-desk'
import { AppFailure } from '../../src/shared/errors'
import type { Licence } from '../../src/shared/licences'
import type { FakeHandlers } from './fake-bridge'
import { renderScreen } from './render'

const licence = (name: string, more: Partial<Licence> = {}): Licence => ({
  name,
  version: '1.0.0',
  licence: 'MIT',
  text: `The text of ${name}.`,
  ...more
})
const all = [
  licence('@mantine/core', { version: '9.4.2' }),
  licence('zod', { version: '4.5.1' }),
  licence('undici'),
  licence('@noble/ciphers', { licence: 'BSD-2-Clause' }),
  ...Array.from({ length: 8 }, (_, index) => licence(`package-${index}`))
]

async function show(handlers: FakeHandlers = {}) {
  const view = renderScreen(
    <>
      <button type="button" onClick={openLicences}>
        Licences
      </button>
      <Licences />
    </>,
    { 'app.licences': () => all, ...handlers }
  )
  screen.getByRole('button', { name: 'Licences' }).focus()
  await view.user.keyboard('{Enter}')
  return { ...view, dialog: await screen.findByRole('dialog', { name: 'Licences' }) }
}
const box = () => screen.findByRole('searchbox', { name: 'Search packages' })
const rows = () => within(screen.getByRole('list', { name: 'Packages' })).queryAllByRole('listitem')
const found = () => screen.getByRole('status', { name: 'Packages found' })

describe('licences', () => {
  it('lists every package with version and licence, and no text until it is folded out', async () => {
    const { user, dialog } = await show()
    await waitFor(async () => expect(await box()).toHaveFocus())
    expect(rows()).toHaveLength(12)
    expect(found()).toHaveTextContent('12 packages.')
    expect(dialog).toHaveTextContent('LICENSES.chromium.html')
    expect(dialog).not.toHaveTextContent('The text of')
    await user.tab()
    const first = screen.getByRole('button', { name: '@mantine/core 9.4.2 MIT', expanded: false })
    expect(first).toHaveFocus()
    await user.keyboard('{Enter}')
    const text = screen.getByRole('region', { name: 'Licence of @mantine/core' })
    expect(text).toHaveTextContent('The text of @mantine/core.')
    expect(dialog).not.toHaveTextContent('The text of zod.')
    await user.tab()
    expect(text).toHaveFocus()
    first.focus()
    await user.keyboard('{Enter}')
    expect(text).not.toBeInTheDocument()
  })

  it('finds packages by the words of name, version and licence', async () => {
    const { user } = await show()
    await user.type(await box(), 'noble bsd')
    expect(rows().map((row) => row.textContent)).toEqual(['@noble/ciphers 1.0.0 BSD-2-Clause'])
    expect(found()).toHaveTextContent('1 of 12 packages.')
    await user.clear(await box())
    await user.type(await box(), 'no such thing')
    expect(screen.queryAllByRole('listitem')).toEqual([])
    expect(found()).toHaveTextContent('No package has this in its name, version or licence.')
  })

  it('says where a package brings no text', async () => {
    const { user } = await show({ 'app.licences': () => [licence('zod', { text: '' })] })
    await user.click(await screen.findByRole('button', { name: /^zod/ }))
    expect(screen.getByRole('region', { name: 'Licence of zod' })).toHaveTextContent('brings no text of it')
    expect(found()).toHaveTextContent('1 package.')
  })

  it.each(['{Escape}', 'Close'])('goes back to where the agent was: %s', async (way) => {
    const { user, dialog } = await show()
    await box()
    if (way === 'Close') await user.click(within(dialog).getByRole('button', { name: way }))
    else await user.keyboard(way)
    expect(dialog).not.toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Licences' })).toHaveFocus()
  })

  it('says that a development build carries none', async () => {
    await show({ 'app.licences': () => [] })
    expect(await screen.findByText(/^This development build carries no list of them\./)).toBeVisible()
    expect(screen.queryByRole('searchbox')).toBeNull()
  })

  it('says that they are being read, that they could not be, and reads them again', async () => {
    let fail: (() => void) | undefined
    const { user, handle, dialog } = await show({
      'app.licences': () =>
        new Promise((_, reject) => {
          fail = () => reject(new AppFailure({ kind: 'internal' }))
        })
    })
    expect(dialog).toHaveTextContent('Reading the licences…')
    act(() => fail?.())
    expect(await screen.findByRole('alert')).toHaveTextContent('Read the licences: Tessera itself failed.')
    handle({ 'app.licences': () => all })
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(rows()).toHaveLength(12))
  })
})
