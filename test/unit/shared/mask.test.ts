import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskContact, maskContacts } from '../../../src/shared/mask'

it('masks every contact in a text, and nothing twice', () => {
  const text = 'wrote from ana.lopez@example.com (a•••@example.com), called +1 415 555-0123 at 10:15'
  const masked = 'wrote from a•••@example.com (a•••@example.com), called •••0123 at 10:15'
  expect(maskContacts(text)).toBe(masked)
  expect(maskContacts(masked)).toBe(masked)
})

const character = fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 1 })

describe('masking a contact', () => {
  it.each([
    ['ana.lopez@example.com', 'a•••@example.com'],
    ['ab@example.com', 'a•••@example.com'],
    ['a@example.com', '•••@example.com'],
    ['"odd@local"@example.com', '"•••@example.com'],
    ['Émile@example.com', 'É•••@example.com'],
    ['😀x@example.com', '😀•••@example.com'],
    ['+14155550123', '•••0123'],
    ['12345678', '•••5678'],
    ['123456', '•••56'],
    ['12345', '•••5'],
    ['1234', '•••'],
    ['@example', '•••mple'],
    ['', '•••']
  ])('%j becomes %j', (contact, masked) => {
    expect(maskContact(contact)).toBe(masked)
  })

  it('shows nothing of an e-mail’s local part but the first character, and that of no single one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('b', 'c', 'd', '.', '+', '_'), { minLength: 1, maxLength: 30 }),
        (local) => {
          const masked = maskContact(`${local.join('')}@example.com`)
          expect(masked).toBe(`${local.length > 1 ? local[0] : ''}•••@example.com`)
        }
      )
    )
  })

  it('shows at most four characters of anything else, and never all', () => {
    fc.assert(
      fc.property(
        fc.array(
          character.filter((one) => one !== '@'),
          { minLength: 1, maxLength: 30 }
        ),
        (characters) => {
          const contact = characters.join('')
          const shown = Array.from(maskContact(contact).slice(3))
          expect(shown.length).toBeLessThanOrEqual(Math.min(4, Math.max(0, Array.from(contact).length - 4)))
          expect(contact.endsWith(shown.join(''))).toBe(true)
        }
      )
    )
  })
})
