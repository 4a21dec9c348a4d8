import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type ReactNode, StrictMode } from 'react'
import { call } from '../../src/renderer/bridge/client'
import { tieLinks } from '../../src/renderer/link/follow-link'
import { tieAppState } from '../../src/renderer/state/app-state-news'
import { tieCallData } from '../../src/renderer/state/call-data'
import { useDesk } from '../../src/renderer/state/desk-store'
import { appStateKey } from '../../src/renderer/state/queries'
import { createQueryClient } from '../../src/renderer/state/query-client'
import { ThemeProvider } from '../../src/renderer/theme/ThemeProvider'
import { tieUpdates } from '../../src/renderer/updates/update-state'
import { createFakeBridge, type FakeHandlers } from './fake-bridge'
import { aCallView, anAppState, anUpdateView, aPolicyView } from './fixtures'
import './jsdom-gaps'

let untie: () => void = () => undefined

/** What every screen may ask; a call in which everything is allowed and nothing needs a verification. */
const everywhere: FakeHandlers = {
  'app.state': () => anAppState(),
  'call.open': (ref) => aCallView(ref),
  'call.close': () => null,
  'bundle.managed': () => ({ file: '/m/bundle.json', state: 'none', tenants: 0, waitingSecrets: 0 }),
  'policy.view': () => aPolicyView(),
  'tenant.rules': () => ({}),
  'tracker.list': () => [],
  'updates.view': () => anUpdateView()
}

/**
 * Draws a screen as the app does: its providers, an empty desk, and a bridge that answers from `handlers`
 * ("app.state" with Contoso as current tenant unless given).
 */
export function renderScreen(screen: ReactNode, handlers: FakeHandlers = {}) {
  const fake = createFakeBridge({ ...everywhere, ...handlers })
  Object.defineProperty(window, 'tessera', { value: fake.bridge, configurable: true })
  // the last test's desk is closed without asking this one's main
  untie()
  useDesk.setState(useDesk.getInitialState(), true)
  const client = createQueryClient()
  const ties = [tieCallData(client), tieAppState(client), tieUpdates(client), tieLinks(client)]
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

/** A card opens only after main has said which tenant is open. */
export async function appIsKnown(client: QueryClient): Promise<void> {
  const queryFn = () => call('app.state', undefined)
  await act(() => client.ensureQueryData({ queryKey: appStateKey(), queryFn }))
}
