import './theme/styles'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { useSearch } from './find/search-store'
import { tieAppState } from './state/app-state-news'
import { tieCallData } from './state/call-data'
import { createQueryClient } from './state/query-client'
import { ThemeProvider } from './theme/ThemeProvider'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

// The box of the static frame takes keys before this script is loaded: what was typed goes on in React's box.
const typed = root.querySelector('input')?.value
if (typed) useSearch.getState().setText(typed)

const client = createQueryClient()
tieCallData(client)
tieAppState(client)

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <ThemeProvider>
        <App />
      </ThemeProvider>
    </QueryClientProvider>
  </StrictMode>
)
