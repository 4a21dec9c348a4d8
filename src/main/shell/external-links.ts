import { AppFailure } from '../../shared/errors'

/** Every address that Tessera ever hands to the system's browser. Nothing from Mosaic or from the page gets in here. */
export const externalLinks = {
  mosaicDocumentation: 'https://developer.transmitsecurity.com/'
} as const

const allowed: ReadonlySet<string> = new Set(Object.values(externalLinks))

/** What hands a number to the system's telephone: E.164, so that nothing else can be in it. */
const telephone = /^tel:\+[1-9]\d{6,14}$/

/**
 * Opens the system's telephone with a number on file, through the same gate. Throws `not-enabled-here` for what is no E.164 number
 * and where no telephone is set up on this computer.
 */
export async function openTelephone(e164: string, open: (address: string) => Promise<void>): Promise<void> {
  const address = `tel:${e164}`
  if (!telephone.test(address))
    throw new AppFailure({ kind: 'not-enabled-here', feature: 'Dialling this number' })
  try {
    await open(address)
  } catch (thrown) {
    throw new AppFailure(
      { kind: 'not-enabled-here', feature: 'Dialling from this computer' },
      { cause: thrown }
    )
  }
}

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
