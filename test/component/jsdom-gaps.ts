import { cleanup, configure } from '@testing-library/react'
import { afterEach, vi } from 'vitest'
import '@testing-library/jest-dom/vitest'

// What Mantine asks of a browser and jsdom lacks.
const media = (query: string): MediaQueryList => ({
  matches: false,
  media: query,
  onchange: null,
  addListener: () => undefined,
  removeListener: () => undefined,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  dispatchEvent: () => false
})
vi.stubGlobal('matchMedia', media)
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  }
)
Element.prototype.scrollIntoView = () => undefined

// a screen's code is read from the disk at its first showing, which takes its time on a busy machine
configure({ asyncUtilTimeout: 5_000 })

afterEach(cleanup)
