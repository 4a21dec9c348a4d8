import { clipboard } from 'electron'

/** The system's clipboard, text only. */
export interface ClipboardPort {
  readText(): Promise<string>
  writeText(text: string): Promise<void>
  clear(): Promise<void>
}

/** Older Electrons answer at once, newer ones by promise; this is one for both. */
export const systemClipboard: ClipboardPort = {
  readText: async () => clipboard.readText(),
  writeText: async (text) => clipboard.writeText(text),
  clear: async () => clipboard.clear()
}
