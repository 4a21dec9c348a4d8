import { contrastRatio } from '../theme/contrast'

/** The text on the button of the reset e-mail: white is what is seen, Mosaic documents none. */
export const buttonText = '#ffffff'

/** What WCAG 2.2 AA asks of text of ordinary size. */
const asked = 4.5

export interface MailContrast {
  passes: boolean
  /** the ratio and what it means, a sentence */
  words: string
}

/** Whether the button of a reset e-mail can be read; undefined where its colour is none that Tessera knows. */
export function mailContrast(primaryColor: string): MailContrast | undefined {
  const ratio = contrastRatio(primaryColor, buttonText)
  if (ratio === undefined) return undefined
  const passes = ratio >= asked
  // cut off and not rounded: 4.49 must not read as the 4.5 that it misses
  const shown = `${(Math.floor(ratio * 10) / 10).toFixed(1)}:1`
  return {
    passes,
    words: passes
      ? `White text on it has a contrast of ${shown} and passes AA, which asks for ${asked}:1.`
      : `White text on it has a contrast of ${shown} and fails AA, which asks for ${asked}:1. Choose a darker colour.`
  }
}
