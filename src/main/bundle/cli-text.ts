import { CliProblem } from './cli-surroundings'

/**
 * Text that is kept as it was meant: a passphrase or secret that was read in the wrong encoding is one that nobody can enter again.
 * A byte order mark is no part of it. Throws a CliProblem that quotes nothing.
 */
export function utf8Text(bytes: Uint8Array, what: string): string {
  // ASCII in UTF-16 is valid UTF-8, with a zero after each letter
  if (!looksLikeUtf16(bytes)) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
      // said below
    }
  }
  throw new CliProblem(
    `${what} is no UTF-8 text. Save it as UTF-8: “UTF-8” in the editor’s Save as, or in PowerShell … | Set-Content -Encoding utf8.`
  )
}

function looksLikeUtf16([first, second]: Uint8Array): boolean {
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  return marked || (first === 0 && second !== undefined) || second === 0
}

/** What no keyboard types and no form takes: nobody could enter it again. */
export const holdsControls = (text: string): boolean => /[\p{Cc}\p{Cs}]/u.test(text)
