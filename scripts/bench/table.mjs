// The figures for a terminal.

const LABEL = 36
const COLUMN = 24

const MARKS = [
  ['main', 'main script runs'],
  ['app-ready', 'Electron ready'],
  ['window', 'window made'],
  ['entry-loaded', 'entry finished'],
  ['asked', 'page asks for the state'],
  ['answered', 'services loaded, answered'],
  ['first-paint', 'first contentful paint'],
  ['shown', 'window shown'],
  ['ready', 'ready']
]

const OTHER_LOOK_UPS = [
  ['painted', 'until a frame shows it'],
  ['bridgeFind', 'find over the bridge alone'],
  ['rawFind', 'its three raw requests at once'],
  ['bridgeRead', 'user.read over the bridge alone'],
  ['rawRead', 'raw request of that user']
]

/** The whole table as text. */
export function table({ start, lookUp, across, memory, ...about }) {
  return [
    heading(about),
    '',
    row(`start to usable, ${start.unit}`, 'Tessera', 'bare window'),
    row('  from the spawn', spread(start.tessera), spread(start.bare), verdict('×', start, 2)),
    ...MARKS.filter(([name]) => start.marks.tessera[name]).map(([name, label]) =>
      row(`    ${label}`, spread(start.marks.tessera[name]), spread(start.marks.bare[name]))
    ),
    '',
    row(`look-up by e-mail, ${lookUp.unit}`, 'through the window', 'raw request'),
    row(
      '  Enter to the card’s heading',
      spread(lookUp.window, 1),
      spread(lookUp.raw, 1),
      verdict('+', lookUp, 1)
    ),
    ...OTHER_LOOK_UPS.map(([name, label]) => row(`    ${label}`, spread(lookUp.others[name], 1))),
    '',
    row(`look-up over ${across.tenants} tenants, ${across.unit}`, 'through the window', 'raw, one by one'),
    row(
      `  Enter to all shown, ${across.latencyMs} ms away`,
      spread(across.window),
      spread(across.raw),
      verdict('×', across, 2)
    ),
    row('    over the bridge alone', spread(across.bridge)),
    row(
      '    all on this machine',
      spread(across.local.window),
      spread(across.local.raw),
      `× ${across.local.value.toFixed(2)}`
    ),
    '',
    ...memoryRows(memory)
  ].join('\n')
}

function heading({ tessera, electron, cpu, display, switches, runs }) {
  return (
    `Tessera ${tessera}, Electron ${electron.version} (${electron.source}), ${cpu}, ${display} display` +
    `${switches.length > 0 ? `, both sides with ${switches.join(' ')}` : ''}\n` +
    `Medians of ${runs} runs in turns (least–most), fresh user-data folders, files in the system’s cache`
  )
}

function memoryRows(memory) {
  if (!memory) return ['idle memory: this system does not tell PSS']
  const types = new Set([...Object.keys(memory.byType.tessera), ...Object.keys(memory.byType.bare)])
  return [
    row(`idle memory, PSS in ${memory.unit}`, 'Tessera', 'bare window'),
    row('  5 s after ready', spread(memory.tessera), spread(memory.bare), verdict('×', memory, 2)),
    ...[...types].map((type) =>
      row(`    ${type}`, spread(memory.byType.tessera[type]), spread(memory.byType.bare[type]))
    )
  ]
}

/** `× 1.21, goal 1.35: met` or `+ 6.1, goal 5: missed` */
function verdict(sign, { value, goal, met }, digits) {
  return `${sign} ${value.toFixed(digits)}, goal ≤ ${goal}: ${met ? 'met' : 'missed'}`
}

function spread(summary, digits = 0) {
  if (!summary) return '–'
  const [middle, least, most] = [summary.median, summary.min, summary.max].map((value) =>
    value.toFixed(digits)
  )
  return `${middle} (${least}–${most})`
}

function row(label, ...cells) {
  return `${label.padEnd(LABEL)}${cells.map((cell) => (cell ?? '').padEnd(COLUMN)).join('')}`.trimEnd()
}
