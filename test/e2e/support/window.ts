import type { Tessera } from '../app'

interface Size {
  width: number
  height: number
}

export const smallest: Size = { width: 900, height: 600 }

/** As it is at the first start. */
export const usual: Size = { width: 1280, height: 800 }

/** Makes the window as small as it gets: there most has to be scrolled, shortened and wrapped. */
export const shrink = ({ app }: Pick<Tessera, 'app'>): Promise<void> => setSize(app, smallest)

/** The same for any size, and waits until the page has it. */
export async function resize({ app, page }: Pick<Tessera, 'app' | 'page'>, size: Size): Promise<void> {
  await setSize(app, size)
  await page.waitForFunction((width) => innerWidth === width, size.width)
}

const setSize = (app: Tessera['app'], size: Size): Promise<void> =>
  app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setSize(width, height)
  }, size)
