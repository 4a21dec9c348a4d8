/**
 * Where a key moves the active option: arrows, Home, End, or a letter to the next name that begins with it.
 * Undefined for keys that mean nothing here.
 */
export function nextActive(key: string, active: number, names: string[]): number | undefined {
  const last = names.length - 1
  switch (key) {
    case 'ArrowDown':
      return Math.min(active + 1, last)
    case 'ArrowUp':
      return Math.max(active - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return /^[\p{L}\p{N}]$/u.test(key) ? nextByLetter(key.toLowerCase(), active, names) : undefined
  }
}

function nextByLetter(letter: string, active: number, names: string[]): number | undefined {
  for (let step = 1; step <= names.length; step++) {
    const index = (active + step) % names.length
    if (names[index]?.toLowerCase().startsWith(letter)) return index
  }
  return undefined
}
