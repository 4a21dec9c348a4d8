import { describe, expect, it, vi } from 'vitest'
import { strengthOf } from '../../src/renderer/user/credentials/strength'

describe('the judge of passwords', () => {
  it('takes what is known of the person for guessed', () => {
    expect(strengthOf('Contoso-Wintergarten', []).score).toBeGreaterThan(
      strengthOf('Contoso-Wintergarten', ['Contoso-Wintergarten']).score
    )
  })

  it('needs no code made from text, which the page’s policy refuses', async () => {
    const refuse = () => {
      throw new Error('made from text')
    }
    vi.resetModules()
    vi.stubGlobal('Function', refuse)
    vi.stubGlobal('eval', refuse)
    try {
      const anew = await import('../../src/renderer/user/credentials/strength')
      expect(anew.strengthOf('password', []).score).toBe(0)
    } finally {
      vi.unstubAllGlobals()
    }
  })

  it('answers in no time, however long and odd the text is', () => {
    const began = performance.now()
    strengthOf('éàabcdefghijklmnopqrstuvwxyz1234567890'.repeat(13), [])
    expect(performance.now() - began).toBeLessThan(1_000)
  })

  it('leaves nothing of the password with the engine', () => {
    strengthOf('Zq7-unlikely-Wv9', [])
    // what the last pattern was tried on
    expect(RegExp['$_' as keyof typeof RegExp]).not.toContain('unlikely')
  })
})
