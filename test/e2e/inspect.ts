import type { ElectronApplication } from 'playwright/test'

/** The preferences that Electron uses for the window, as far as it tells them; window-options.test.ts holds them all. */
export const electronPreferences = (app: ElectronApplication): Promise<Record<string, unknown>> =>
  app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>
    }
    return contents.getLastWebPreferences()
  })

/** How many pages there are in the app, windows and others. */
export const pageCount = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ webContents }) => webContents.getAllWebContents().length)

export interface SessionAnswer {
  status: number | 'refused'
  headers: Record<string, string>
  body: string
}

/** An address as the window's session gets it, without the page's policy in between. */
export const requestInSession = (app: ElectronApplication, address: string): Promise<SessionAnswer> =>
  app.evaluate(async ({ session }, address) => {
    try {
      const response = await session.fromPartition('tessera').fetch(address)
      const { status } = response
      return { status, headers: Object.fromEntries(response.headers), body: await response.text() }
    } catch {
      return { status: 'refused' as const, headers: {}, body: '' }
    }
  }, address)
