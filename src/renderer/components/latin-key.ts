/**
 * The key that was pressed, letters in lower case. Where the keyboard types another script it is the letter that a Latin one
 * has in that place: Ctrl+K stays Ctrl+K as Ctrl+Л.
 */
export function latinKey({ key, code }: { key: string; code: string }): string {
  if (!/^.$/u.test(key)) return key
  const inPlace = key > '\u007f' ? /^Key([A-Z])$/.exec(code)?.[1] : undefined
  return (inPlace ?? key).toLowerCase()
}
