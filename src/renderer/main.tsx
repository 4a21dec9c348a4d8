import './theme/styles'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { useSearch } from './find/search-store'
import { tieLinks } from './link/follow-link'
import { tieScope } from './state/app-scope'
import { tieAppState } from './state/app-state-news'
import { tieCallData } from './state/call-data'
import { createQueryClient } from './state/query-client'
import { ThemeProvider } from './theme/ThemeProvider'
import { tieUpdates } from './updates/update-state'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

// The box of the static frame takes keys before this script is loaded: what was typed goes on in React's box, Enter too, which
// the preload noted there.
const box = root.querySelector('input')
if (box?.value) useSearch.setState({ text: box.value, wanted: box.dataset['enterPressed'] !== undefined })

const client = createQueryClient()
tieScope(client)
tieCallData(client)
tieAppState(client)
tieUpdates(client)
tieLinks(client)

// at once: a key between the reading above and a later drawing would go to a box that is about to be thrown away
flushSync(() =>
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <ThemeProvider>
          <App />
        </ThemeProvider>
      </QueryClientProvider>
    </StrictMode>
  )
)
