/** Every address that Tessera ever hands to the system's browser. Nothing from Mosaic or from the page gets in here. */
export const externalLinks = {
  mosaicDocumentation: 'https://developer.transmitsecurity.com/'
} as const

const allowed: ReadonlySet<string> = new Set(Object.values(externalLinks))

/**
 * The one gate for external links: opens an address that is on the list word for word, and nothing else. Answers whether
 * it was let through; `open` is Electron's `shell.openExternal`.
 */
export function openExternalLink(address: string, open: (address: string) => Promise<void>): boolean {
  if (!allowed.has(address)) return false
  // without a browser nothing happens, which the agent sees
  open(address).catch(() => undefined)
  return true
}
