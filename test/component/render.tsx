import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type ReactNode, StrictMode } from 'react'
import { useSearch } from '../../src/renderer/find/search-store'
import { tieAppState } from '../../src/renderer/state/app-state-news'
import { tieCallData } from '../../src/renderer/state/call-data'
import { useDesk } from '../../src/renderer/state/desk-store'
import { createQueryClient } from '../../src/renderer/state/query-client'
import { ThemeProvider } from '../../src/renderer/theme/ThemeProvider'
import { createFakeBridge, type FakeHandlers } from './fake-bridge'
import { anAppState } from './fixtures'
import './jsdom-gaps'

let untie: () => void = () => undefined

/**
 * Draws a screen as the app does: its providers, an empty desk, and a bridge that answers from `handlers`
 * ("app.state" with Contoso as current tenant unless given).
 */
export function renderScreen(screen: ReactNode, handlers: FakeHandlers = {}) {
  const fake = createFakeBridge({ 'app.state': () => anAppState(), ...handlers })
  Object.defineProperty(window, 'tessera', { value: fake.bridge, configurable: true })
  useDesk.setState(useDesk.getInitialState(), true)
  useSearch.getState().reset()
  const client = createQueryClient()
  untie()
  const ties = [tieCallData(client), tieAppState(client)]
  untie = () => ties.forEach((end) => end())
  const view = render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <ThemeProvider env="test">{screen}</ThemeProvider>
      </QueryClientProvider>
    </StrictMode>
  )
  return { ...fake, ...view, client, user: userEvent.setup() }
}
