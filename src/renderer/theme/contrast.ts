type Channels = [red: number, green: number, blue: number]

const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i
const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i

function channelsOf(colour: string): Channels | undefined {
  const [, ...digits] = short.exec(colour) ?? long.exec(colour) ?? []
  const [red, green, blue] = digits.map((two) => parseInt(two.padEnd(2, two), 16))
  return red === undefined || green === undefined || blue === undefined ? undefined : [red, green, blue]
}

/** `#0b7a53` for `#0B7A53`, `#aabbcc` for `#abc`; undefined for what is no colour in hexadecimal. */
export function hexColour(colour: string): string | undefined {
  const channels = channelsOf(colour)
  return channels && `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

function luminance(channels: Channels): number {
  const [red = 0, green = 0, blue = 0] = channels
    .map((channel) => channel / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast of two colours in hexadecimal as WCAG 2.2 has it, from 1 to 21; undefined where one of them is none. */
export function contrastRatio(one: string, other: string): number | undefined {
  const both = [channelsOf(one), channelsOf(other)].filter((channels) => channels !== undefined)
  const [light, dark] = both.map(luminance).toSorted((a, b) => b - a)
  return light === undefined || dark === undefined ? undefined : (light + 0.05) / (dark + 0.05)
}
