import { isEmail, isPhoneLike } from './identifier-shapes'

/**
 * What was meant by what was typed or pasted: without invisible characters and, where an e-mail address or a phone number
 * comes to light, without what mail programs and web pages put around it. Anything else keeps its marks.
 */
export function cleanIdentifier(text: string): string {
  const plain = withPlainCharacters(text)
  return emailIn(plain) ?? phoneIn(plain) ?? plain
}

// Joiners between letters of other scripts are spelling, as in Persian and Hindi.
const invisible = /(?!(?<=[^\P{L}\p{ASCII}]|\p{M})[\u200c\u200d](?=[^\P{L}\p{ASCII}]))\p{Cf}/gu

function withPlainCharacters(text: string): string {
  const narrow = text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
  return narrow
    .normalize('NFC')
    .replace(invisible, '')
    .normalize('NFC')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[\s\p{Cc}]/gu, ' ')
    .trim()
}

/** `Ana <a@b.c>`, `"a@b.c",`, `mailto:a@b.c`, `a @ b. c` */
function emailIn(text: string): string | undefined {
  const addressed = /<([^<>]*)>[\s,.;:]*$/.exec(text)?.[1] ?? text
  const address = unwrap(addressed).replace(/\s*([@.])\s*/g, '$1')
  return isEmail(address) ? address : undefined
}

/** `TEL:+1‑415‑555‑0123`, `"+1 415 555 0123"`, `٠٥٠١٢٣٤٥٦٧` */
function phoneIn(text: string): string | undefined {
  const number = unwrap(text)
    .replace(/[\p{Pd}\u2212\u2043\u30fc]/gu, '-')
    .replace(/\p{Nd}/gu, digitOf)
  return isPhoneLike(number) ? number : undefined
}

function unwrap(text: string): string {
  const inner = text
    .replace(/^mailto:([^?]*).*$/i, '$1')
    .replace(/^tel:/i, '')
    .replace(/[\s,.;:]+$/, '')
    .replace(/^(?:["'“”„‘«](.*)["'“”’»]|<([^<>]*)>|\(([^()]*)\))$/, '$1$2$3')
    .trim()
  return inner === text ? text : unwrap(inner)
}

/** Unicode holds the decimal digits of each script in a row from 0 to 9. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return String((code - zero) % 10)
}
