import type { Tessera } from '../app'

export const smallest = { width: 900, height: 600 }

/** Makes the window as small as it gets: there most has to be scrolled, shortened and wrapped. */
export const shrink = ({ app }: Tessera): Promise<void> =>
  app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setSize(width, height)
  }, smallest)
