/** How many letters differ: put in, left out, changed, or two neighbours swapped (optimal string alignment). */
export function lettersApart(a: string, b: string): number {
  let older: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const ways = [(last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1)]
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) ways.push((older[j - 2] ?? 0) + 1)
      row.push(Math.min(...ways))
    }
    older = last
    last = row
  }
  return last[b.length] ?? 0
}

/** The name that was probably meant: one letter off, or two in one of eight letters or more. Exactly the name is no miss. */
export function nearMiss(typed: string, names: readonly string[]): string | undefined {
  const word = typed.toLowerCase()
  // far longer words are no slip, and comparing them would take its time
  if (word.length < 4 || word.length > 20) return undefined
  return names.find(
    (name) => typed !== name && lettersApart(word, name) <= (Math.min(word.length, name.length) >= 8 ? 2 : 1)
  )
}
