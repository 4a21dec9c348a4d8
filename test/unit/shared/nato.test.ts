import { describe, expect, it } from 'vitest'
import { spell, spellGroups } from '../../../src/shared/nato'

describe('spelling aloud', () => {
  it('announces capitals, says digits as words, and the hyphen that follows a group', () => {
    expect(spellGroups('Kx4m-T7pw')).toEqual([
      { text: 'Kx4m', words: ['capital kilo', 'x-ray', 'four', 'mike', 'hyphen'] },
      { text: 'T7pw', words: ['capital tango', 'seven', 'papa', 'whiskey'] }
    ])
  })

  it('leaves out nothing of what is to be typed', () => {
    const password = 'Kx4m-Tp7w-H3vn-Rc8d'
    expect(spellGroups(password).flatMap(({ words }) => words)).toEqual(Array.from(password, spell))
  })

  it('has a word for every letter and digit', () => {
    for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789') {
      expect(spell(character)).not.toBe(character)
    }
  })
})
