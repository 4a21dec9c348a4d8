import { describe, expect, it } from 'vitest'
import { mailContrast } from '../../../src/renderer/password-settings/mail-contrast'
import { contrastRatio, hexColour } from '../../../src/renderer/theme/contrast'

describe('the contrast of two colours', () => {
  // as WebAIM's checker has them
  it.each([
    ['#000000', '#ffffff', 21],
    ['#fff', '#000', 21],
    ['#FFFFFF', '#ffffff', 1],
    ['#777777', '#ffffff', 4.478],
    ['#767676', '#ffffff', 4.542],
    ['#0b7a53', '#fff', 5.356],
    ['#ff0000', '#0000ff', 2.148]
  ])('%s on %s is %d', (one, other, ratio) => {
    expect(contrastRatio(one, other)).toBeCloseTo(ratio, 2)
    expect(contrastRatio(other, one)).toBeCloseTo(ratio, 2)
  })

  it.each(['', '#12345', '#1234567', 'red', 'rgb(0,0,0)', '#ggg', 'url(https://x.example)', '#0000 '])(
    'is not known for "%s"',
    (colour) => {
      expect(contrastRatio(colour, '#fff')).toBeUndefined()
      expect(hexColour(colour)).toBeUndefined()
    }
  )

  it.each([
    ['#ABC', '#aabbcc'],
    ['#0B7A53', '#0b7a53']
  ])('%s is written %s', (colour, written) => expect(hexColour(colour)).toBe(written))
})

describe('the button of the reset e-mail', () => {
  it.each([
    ['#0b7a53', true, 'a contrast of 5.3:1 and passes AA'],
    ['#767676', true, 'a contrast of 4.5:1 and passes AA'],
    // 4.478 and not 4.5
    ['#777777', false, 'a contrast of 4.4:1 and fails AA, which asks for 4.5:1. Choose a darker colour.'],
    ['#ffff00', false, 'a contrast of 1.0:1 and fails AA'],
    ['#000', true, 'a contrast of 21.0:1 and passes AA']
  ])('%s: passes %s', (colour, passes, words) => {
    const contrast = mailContrast(colour)
    expect(contrast?.passes).toBe(passes)
    expect(contrast?.words).toContain(words)
  })

  it('has no contrast where the colour is none', () => expect(mailContrast('blue')).toBeUndefined())
})
