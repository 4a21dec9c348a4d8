import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { later, loadTheRest } from '../../src/renderer/components/later'
import { ScreenBoundary } from '../../src/renderer/layout/ScreenBoundary'
import { ThemeProvider } from '../../src/renderer/theme/ThemeProvider'
import { deferred } from './deferred'

function Greeting({ name }: { name: string }) {
  return <p>Hello {name}</p>
}

describe('later', () => {
  it('shows nothing until the code is there, then the component', async () => {
    const code = deferred<typeof Greeting>()
    const Later = later(() => code.promise)
    render(<Later name="Ana" />)
    expect(screen.queryByText('Hello Ana')).toBeNull()
    code.resolve(Greeting)
    expect(await screen.findByText('Hello Ana')).toBeVisible()
  })

  it('is there at once when the rest was loaded before', async () => {
    let loads = 0
    const Later = later(async () => {
      loads += 1
      return Greeting
    })
    await loadTheRest()
    render(<Later name="Ana" />)
    expect(screen.getByText('Hello Ana')).toBeVisible()
    render(<Later name="Ben" />)
    expect(screen.getByText('Hello Ben')).toBeVisible()
    expect(loads).toBe(1)
  })

  it('throws what went wrong where it stands, and tries again from there', async () => {
    let fails = true
    const Later = later(async () => {
      if (fails) throw new TypeError('Failed to fetch')
      return Greeting
    })
    await expect(loadTheRest()).resolves.toBeUndefined()
    render(
      <ThemeProvider env="test">
        <ScreenBoundary>
          <Later name="Ana" />
        </ScreenBoundary>
      </ThemeProvider>
    )
    expect(await screen.findByRole('alert')).toHaveTextContent('Show this screen: Tessera itself failed.')
    fails = false
    screen.getByRole('button', { name: 'Try again' }).click()
    expect(await screen.findByText('Hello Ana')).toBeVisible()
  })
})
