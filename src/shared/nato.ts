const letters: Record<string, string> = {
  a: 'alfa',
  b: 'bravo',
  c: 'charlie',
  d: 'delta',
  e: 'echo',
  f: 'foxtrot',
  g: 'golf',
  h: 'hotel',
  i: 'india',
  j: 'juliett',
  k: 'kilo',
  l: 'lima',
  m: 'mike',
  n: 'november',
  o: 'oscar',
  p: 'papa',
  q: 'quebec',
  r: 'romeo',
  s: 'sierra',
  t: 'tango',
  u: 'uniform',
  v: 'victor',
  w: 'whiskey',
  x: 'x-ray',
  y: 'yankee',
  z: 'zulu'
}
const digits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

export interface SpelledGroup {
  text: string
  words: string[]
}

/** One character as it is said aloud; capitals are announced. Signs other than the hyphen are named as they are. */
export function spell(character: string): string {
  const lower = character.toLowerCase()
  const word = letters[lower]
  if (word !== undefined) return lower === character ? word : `capital ${word}`
  if (/^\d$/.test(character)) return digits[Number(character)] ?? character
  return character === '-' ? 'hyphen' : character
}

/** A password by its hyphen-separated groups, each character a word; the hyphen that follows a group is said with it. */
export function spellGroups(password: string): SpelledGroup[] {
  const groups = password.split('-')
  return groups.map((text, index) => {
    const followed = index < groups.length - 1 ? `${text}-` : text
    return { text, words: Array.from(followed, spell) }
  })
}
