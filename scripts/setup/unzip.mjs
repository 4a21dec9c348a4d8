// Just enough of the zip format for one pinned archive: no zip64, no encryption, stored or deflated entries.
import fs from 'node:fs'
import path from 'node:path'
import { crc32, inflateRawSync } from 'node:zlib'

const END_OF_DIRECTORY = Buffer.from('504b0506', 'hex')
const LONGEST_END_RECORD = 22 + 0xffff

/**
 * Unpacks `file` into `folder`. `rename` gives each entry's path below the folder, or null to leave it out.
 * Throws on a truncated or damaged archive and on names that would leave the folder.
 */
export function unzip(file, folder, rename = (name) => name) {
  const handle = fs.openSync(file, 'r')
  try {
    for (const entry of readDirectory(handle)) {
      const name = entry.name.endsWith('/') ? null : rename(entry.name)
      if (name === null) continue
      const target = path.resolve(folder, name)
      if (!target.startsWith(path.resolve(folder) + path.sep)) throw new Error(`unsafe name in zip: ${name}`)
      fs.mkdirSync(path.dirname(target), { recursive: true })
      fs.writeFileSync(target, readEntry(handle, entry), { mode: entry.executable ? 0o755 : 0o644 })
    }
  } finally {
    fs.closeSync(handle)
  }
}

/** Reads exactly `length` bytes at `position`; a short read means that the file was cut off. */
function readAt(handle, position, length) {
  const buffer = Buffer.alloc(length)
  if (fs.readSync(handle, buffer, 0, length, position) !== length)
    throw new Error('the zip file is truncated')
  return buffer
}

function readDirectory(handle) {
  const { size } = fs.fstatSync(handle)
  const tail = readAt(handle, Math.max(0, size - LONGEST_END_RECORD), Math.min(size, LONGEST_END_RECORD))
  const end = tail.lastIndexOf(END_OF_DIRECTORY)
  if (end < 0) throw new Error('not a zip file, or the end is missing')
  const directory = readAt(handle, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  const entries = []
  for (let at = 0, left = tail.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = directory.readUInt16LE(at + 28)
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      executable: ((directory.readUInt32LE(at + 38) >>> 16) & 0o111) !== 0,
      offset: directory.readUInt32LE(at + 42)
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

function readEntry(handle, { name, method, crc, packedSize, size, offset }) {
  // The local header repeats the lengths of name and extra field, and its own may differ from the directory's.
  const header = readAt(handle, offset, 30)
  const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = readAt(handle, start, packedSize)
  if (method !== 0 && method !== 8) throw new Error(`unknown compression ${method} in zip: ${name}`)
  const data = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) })
  // zlib.crc32 came with Node 20.15 and 22.2
  if (data.length !== size || crc32(data) !== crc) throw new Error(`damaged entry in zip: ${name}`)
  return data
}
