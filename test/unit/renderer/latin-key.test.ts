import { expect, it } from 'vitest'
import { latinKey } from '../../../src/renderer/components/latin-key'

it.each([
  ['k', 'KeyK', 'k'],
  ['K', 'KeyK', 'k'],
  // Russian, Greek, Hebrew and Arabic
  ['л', 'KeyK', 'k'],
  ['Л', 'KeyK', 'k'],
  ['е', 'KeyT', 't'],
  ['τ', 'KeyT', 't'],
  ['ל', 'KeyK', 'k'],
  ['ن', 'KeyK', 'k'],
  // another arrangement of Latin letters says what it means
  ['t', 'KeyK', 't'],
  // other signs of Latin keyboards are no letters of a command
  ['ö', 'Semicolon', 'ö'],
  ['é', 'Digit2', 'é'],
  ['1', 'Digit1', '1'],
  [' ', 'Space', ' '],
  // names of keys stay as they are
  ['Escape', 'Escape', 'Escape'],
  ['F5', 'F5', 'F5'],
  ['Process', 'KeyK', 'Process'],
  ['Dead', 'KeyE', 'Dead']
])('%s at %s is %s', (key, code, latin) => {
  expect(latinKey({ key, code })).toBe(latin)
})
