import type { Page } from 'playwright/test'

/** Every text, attribute and value of a field in the document, without asking the page’s own scripts. */
export async function documentStrings(page: Page): Promise<string[]> {
  const debug = await page.context().newCDPSession(page)
  const { strings } = await debug.send('DOMSnapshot.captureSnapshot', { computedStyles: [] })
  await debug.detach()
  return strings
}

/** Which of the texts are in the strings: whole, or a long run of one, since long strings are cut short in a snapshot. */
export function heldIn(strings: readonly string[], texts: readonly string[]): string[] {
  return texts.filter((text) => runsOf(text).some((run) => strings.some((string) => string.includes(run))))
}

function runsOf(text: string): string[] {
  const length = 32
  if (text.length <= length) return [text]
  return Array.from({ length: Math.floor(text.length / length) }, (_, at) =>
    text.slice(at * length, (at + 1) * length)
  )
}
