/** Never seen, or able to hide, reorder or break what stands around it; the braille blank is empty by its look alone. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u
const allHidden = new RegExp(hidden, 'gu')

/**
 * What scripts and emoji need of the above: a joiner between letters, but not in alphabets where it does nothing, and between
 * pictures; and what makes a picture of a sign, such as ⚠.
 */
const letter = String.raw`[\p{L}\p{M}]`
const alphabet = String.raw`[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]`
const picture = String.raw`\p{Extended_Pictographic}`
const spared = new RegExp(
  [
    `(?<=(?!${alphabet})${letter})[\\u200C\\u200D](?=(?!${alphabet})\\p{L})`,
    `(?<=${picture}\\uFE0F?\\p{Emoji_Modifier}?)\\u200D(?=${picture})`,
    `(?<=${picture})\\uFE0F`,
    String.raw`(?<=[0-9#*])\uFE0F(?=\u20E3)`
  ].join('|'),
  'gu'
)
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u

/** Whether a name holds something that cannot be seen, or nothing that can: it could pass for another one. */
export const isUnseen = (name: string): boolean =>
  (hidden.test(name) && hidden.test(name.replace(spared, ''))) || !visible.test(name)

/** A name as a bundle takes it; empty where nothing of it can be seen. */
export function seenName(name: string): string {
  const kept = new Set(Array.from(name.matchAll(spared), ({ index }) => index))
  const seen = name
    .replace(allHidden, (character, index: number) => (kept.has(index) ? character : ''))
    .trim()
  return visible.test(seen) ? seen : ''
}
