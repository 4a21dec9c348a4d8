// node scripts/icons.mjs: makes the icons of all systems from build/icon.svg. Needs rsvg-convert (Debian: librsvg2-bin).
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { findCommand, projectRoot } from './setup/project.mjs'

const build = path.join(projectRoot, 'build')
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512]
const windowsSizes = [16, 24, 32, 48, 64, 128, 256]
// Apple's four-letter types of icons that hold a PNG
const macTypes = {
  icp4: 16,
  icp5: 32,
  ic07: 128,
  ic08: 256,
  ic09: 512,
  ic10: 1024,
  ic11: 32,
  ic12: 64,
  ic13: 256,
  ic14: 512
}

const converter = findCommand('rsvg-convert')
if (!converter) {
  console.error('[icons] rsvg-convert is missing: apt-get install librsvg2-bin')
  process.exit(1)
}
const drawn = new Map()
const png = (size) => {
  if (!drawn.has(size)) {
    const args = ['--width', String(size), '--height', String(size), path.join(build, 'icon.svg')]
    drawn.set(size, execFileSync(converter, args, { maxBuffer: 1 << 26 }))
  }
  return drawn.get(size)
}

fs.mkdirSync(path.join(build, 'icons'), { recursive: true })
for (const size of linuxSizes) fs.writeFileSync(path.join(build, 'icons', `${size}x${size}.png`), png(size))
fs.writeFileSync(path.join(build, 'icon.ico'), ico(windowsSizes))
fs.writeFileSync(path.join(build, 'icon.icns'), icns(macTypes))

/** ICO: a header, a directory entry of 16 bytes an image, then the images as PNG. */
function ico(sizes) {
  const header = Buffer.alloc(6 + 16 * sizes.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(sizes.length, 4)
  let offset = header.length
  sizes.forEach((size, i) => {
    const at = 6 + 16 * i
    // 256 does not fit into a byte and is written as 0
    header[at] = size % 256
    header[at + 1] = size % 256
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(png(size).length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += png(size).length
  })
  return Buffer.concat([header, ...sizes.map(png)])
}

/** ICNS: blocks of a type, their length with these eight bytes, and the data. */
function icns(types) {
  const block = (type, data) => {
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(8 + data.length, 4)
    return Buffer.concat([head, data])
  }
  return block('icns', Buffer.concat(Object.entries(types).map(([type, size]) => block(type, png(size)))))
}
