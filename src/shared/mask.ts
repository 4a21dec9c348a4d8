/**
 * A contact that can be recognised by who knows it and not learnt by who does not: `a•••@example.com`, `•••0123`. Where the
 * first character is all there is before the @, it is not shown either.
 */
export function maskContact(value: string): string {
  const at = value.lastIndexOf('@')
  if (at > 0) {
    const [first = '', ...others] = value.slice(0, at)
    return `${others.length > 0 ? first : ''}•••${value.slice(at)}`
  }
  const characters = Array.from(value)
  const shown = Math.min(4, Math.max(0, characters.length - 4))
  return `•••${characters.slice(characters.length - shown).join('')}`
}

/** E-mail addresses, and numbers as Mosaic keeps them or as people write them with a plus; those that are masked already are spared. */
const contacts = /[^\s@•,;:()"“”<>]+@[^\s@,;:()"“”<>]+|\+\d[\d ./()-]{5,}\d/gu

/** Words with every contact in them masked. */
export const maskContacts = (text: string): string => text.replace(contacts, maskContact)
