const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

function firstLetter(word: string): string {
  for (const { segment } of graphemes.segment(word)) return segment
  return ''
}

/** Up to two letters for the tile beside a name: "Ana López" → "AL". A name without letters gives "?". */
export function initials(name: string): string {
  const words = name.split(/[\s@._-]+/u).filter((word) => /^\p{L}/u.test(word))
  const first = words[0]
  const last = words.length > 1 ? words.at(-1) : undefined
  const letters = [first, last].map((word) => (word === undefined ? '' : firstLetter(word)))
  return letters.join('').toUpperCase() || '?'
}
