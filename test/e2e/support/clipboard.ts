import type { Tessera } from '../app'

export const clipboardText = ({ app }: Tessera): Promise<string> =>
  app.evaluate(async ({ clipboard }) => clipboard.readText())

export const writeClipboard = ({ app }: Tessera, text: string): Promise<void> =>
  app.evaluate(async ({ clipboard }, text) => clipboard.writeText(text), text)
