import { describe, expect, it } from 'vitest'
import { spell, spellGroups } from '../../../src/shared/nato'

describe('spelling aloud', () => {
  it('announces capitals and says digits as words', () => {
    expect(spellGroups('Kx4m-T7pw')).toEqual([
      { text: 'Kx4m', words: ['capital kilo', 'x-ray', 'four', 'mike'] },
      { text: 'T7pw', words: ['capital tango', 'seven', 'papa', 'whiskey'] }
    ])
  })

  it('has a word for every letter and digit', () => {
    for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789') {
      expect(spell(character)).not.toBe(character)
    }
  })
})
