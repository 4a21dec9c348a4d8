import { act, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { TenantSwitcher } from '../../src/renderer/tenants/TenantSwitcher'
import { anAppState } from './fixtures'
import { renderScreen } from './render'

describe('what main says unasked', () => {
  it('replaces the state that is on show', async () => {
    const state = anAppState()
    const { emit, callsOf } = renderScreen(<TenantSwitcher />, { 'app.state': () => state })
    const [first] = state.tenants
    if (first === undefined) throw new Error('the fixture has no tenant')
    expect(await screen.findByText(first.label)).toBeVisible()
    const asked = callsOf('app.state').length
    const tenants = [{ ...first, label: 'Contoso, renamed' }, ...state.tenants.slice(1)]
    act(() => emit('app.state', { ...state, tenants }))
    expect(await screen.findByText('Contoso, renamed')).toBeVisible()
    expect(callsOf('app.state')).toHaveLength(asked)
  })
})
