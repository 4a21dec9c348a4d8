const leastDigitsBeforeExtension = 7
const extension = /[\s,;]*(?:ext(?:ension)?[.:=]?|x\.?|#)\s*\d{1,7}$/i

export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
}

/** Digits and what people put between them, with an extension after a whole number: `12x34` is an id of somebody's. */
export function isPhoneLike(text: string): boolean {
  const number = text.replace(extension, '')
  const digits = number.replace(/\D/g, '').length
  return /^[+\d(][\d\s().\-/+]*$/.test(number) && digits >= (number === text ? 1 : leastDigitsBeforeExtension)
}

const nameWord = /^\p{L}[\p{L}\p{M}]*(?:['’·\-\u200c\u200d][\p{L}\p{M}]+)*\.?$/u
const mostNameWords = 5

/** First and last name in any order, or one of them: words of letters, with a comma or without. */
export function isName(text: string): boolean {
  const words = nameWords(text)
  if (words.length === 0 || words.length > mostNameWords) return false
  return words.every((word) => nameWord.test(word)) && words.join('').length >= 2
}

export function nameWords(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '')
}
