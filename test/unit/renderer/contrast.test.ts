import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrastRatio } from '../../../src/renderer/theme/contrast'

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
    expect(contrastRatio(pick(tokens, text), pick(tokens, ground))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(
    ['focus', 'control-line'].flatMap((edge) => [
      [edge, 'bg'],
      [edge, 'panel']
    ])
  )('the edge %s on %s is at least 3:1', (edge = '', ground = '') => {
    expect(contrastRatio(pick(tokens, edge), pick(tokens, ground))).toBeGreaterThanOrEqual(3)
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
    for (const [text = '', ground = ''] of pairs)
      expect(contrastRatio(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['production', 'sandbox', 'practice'])(
    'the environment %s is legible and its border seen',
    (name) => {
      const body = read('accents.css').split(`[data-environment='${name}'] {`)[1]?.split('}')[0] ?? ''
      const palette = colours(body)
      expect(contrastRatio(pick(palette, 'env-ink'), pick(palette, 'env-bg'))).toBeGreaterThanOrEqual(4.5)
      expect(contrastRatio(pick(palette, 'env'), pick(tokens, 'panel'))).toBeGreaterThanOrEqual(3)
    }
  )
})
