import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const theme = new URL('../../../src/renderer/theme/', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, theme), 'utf8')

/** `--name: light-dark(#…, #…)` of one rule's body. */
function colours(body: string): Record<string, [light: string, dark: string]> {
  const found = body.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)
  const pairs = [...found].map(([, name, light, dark]): [string, [string, string]] => [
    name ?? '',
    [light ?? '', dark ?? '']
  ])
  return Object.fromEntries(pairs)
}

/** WCAG 2.2 relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const tokens = colours(read('tokens.css'))
const schemes = [
  ['light', 0],
  ['dark', 1]
] as const

describe.each(schemes)('colours in the %s scheme', (_, scheme) => {
  const pick = (palette: typeof tokens, name: string) => palette[name]?.[scheme] ?? `no ${name}`

  it.each([
    ...['ink', 'ink-2', 'ink-3'].flatMap((ink) => [
      [ink, 'bg'],
      [ink, 'panel'],
      [ink, 'hover']
    ]),
    ['ink-2', 'key'],
    ...['amber', 'red', 'blue', 'green'].flatMap((tone) => [
      [tone, `${tone}-bg`],
      ['ink', `${tone}-bg`],
      ['ink-2', `${tone}-bg`]
    ]),
    ['amber', 'panel'],
    ['red', 'panel'],
    ['red-on', 'red'],
    ['red-on', 'red-strong']
  ])('text %s on %s is at least 4.5:1', (text = '', ground = '') => {
    expect(contrast(pick(tokens, text), pick(tokens, ground))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(
    ['focus', 'control-line'].flatMap((edge) => [
      [edge, 'bg'],
      [edge, 'panel']
    ])
  )('the edge %s on %s is at least 3:1', (edge = '', ground = '') => {
    expect(contrast(pick(tokens, edge), pick(tokens, ground))).toBeGreaterThanOrEqual(3)
  })

  it.each(['green', 'blue', 'violet', 'teal', 'magenta', 'slate'])('the accent %s is legible', (accent) => {
    const body = read('accents.css').split(`[data-accent='${accent}'] {`)[1]?.split('}')[0] ?? ''
    const palette = colours(body)
    const pairs = [
      [pick(palette, 'accent-on'), pick(palette, 'accent')],
      [pick(palette, 'accent-on'), pick(palette, 'accent-strong')],
      [pick(palette, 'accent-ink'), pick(palette, 'accent-bg')],
      [pick(palette, 'accent-ink'), pick(tokens, 'panel')],
      [pick(tokens, 'ink-2'), pick(palette, 'accent-bg')]
    ]
    for (const [text = '', ground = ''] of pairs) expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['production', 'sandbox', 'practice'])(
    'the environment %s is legible and its border seen',
    (name) => {
      const body = read('accents.css').split(`[data-environment='${name}'] {`)[1]?.split('}')[0] ?? ''
      const palette = colours(body)
      expect(contrast(pick(palette, 'env-ink'), pick(palette, 'env-bg'))).toBeGreaterThanOrEqual(4.5)
      expect(contrast(pick(palette, 'env'), pick(tokens, 'panel'))).toBeGreaterThanOrEqual(3)
    }
  )
})
