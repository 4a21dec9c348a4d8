#!/usr/bin/env node
// Makes a deb of what electron-builder tells fpm, for machines that cannot download fpm: only `-s dir -t deb`, and only the options
// that electron-builder.ts leads to. An option that it does not know is refused, so that nothing gets lost unnoticed.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const single = new Set([
  '--architecture',
  '--after-install',
  '--after-remove',
  '--description',
  '--version',
  '--package',
  '--name',
  '--maintainer',
  '--vendor',
  '--url',
  '--category',
  '--deb-priority',
  '--deb-compression',
  '--license',
  '--log',
  '-s',
  '-t'
])
const many = new Set(['-d', '--deb-recommends'])
const flags = new Set(['--force', '--debug'])
const compressors = { gz: 'gzip', xz: 'xz', zst: 'zstd', none: 'none' }

const { options, lists, mappings } = read(process.argv.slice(2))
if (options.get('-s') !== 'dir' || options.get('-t') !== 'deb') fail('makes only a deb of a folder')
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'deb-root-'))
try {
  // mkdtemp's own mode would become the mode of / in the archive
  fs.chmodSync(root, 0o755)
  for (const { from, to } of mappings) copy(from, path.join(root, to))
  const files = settleModes(root)
  writeControl(path.join(root, 'DEBIAN'), files)
  const compression = compressors[options.get('--deb-compression')] ?? fail('unknown compression')
  execFileSync(
    'dpkg-deb',
    ['--root-owner-group', `-Z${compression}`, '--build', root, options.get('--package')],
    { stdio: 'inherit' }
  )
} finally {
  fs.rmSync(root, { recursive: true, force: true })
}

function fail(reason) {
  console.error(`fpm stand-in: ${reason}`)
  process.exit(1)
}

/** `name=value` and `name value` are the same; what is neither an option nor its value is `source=destination`. */
function read(words) {
  const options = new Map()
  const lists = new Map([...many].map((name) => [name, []]))
  const mappings = []
  for (let i = 0; i < words.length; i++) {
    const [, name = words[i], given] = /^(--[a-z-]+)=(.*)$/s.exec(words[i]) ?? []
    if (flags.has(name)) continue
    if (single.has(name)) options.set(name, given ?? words[++i])
    else if (many.has(name)) lists.get(name).push(given ?? words[++i])
    else if (name.startsWith('-')) fail(`does not know ${name}`)
    else {
      const cut = name.indexOf('=')
      mappings.push({ from: name.slice(0, cut), to: name.slice(cut + 1) })
    }
  }
  return { options, lists, mappings }
}

/** `folder/` copies what is in it; links stay links. */
function copy(from, to) {
  fs.mkdirSync(path.dirname(to), { recursive: true })
  fs.cpSync(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
}

/** Folders and programs 755, all else 644, whatever the builder's umask was. Answers the files, relative to `root`. */
function settleModes(root) {
  const files = []
  for (const entry of fs.readdirSync(root, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (entry.isSymbolicLink()) continue
    const executable = entry.isDirectory() || (fs.statSync(file).mode & 0o111) !== 0
    fs.chmodSync(file, executable ? 0o755 : 0o644)
    if (entry.isFile()) files.push(path.relative(root, file))
  }
  return files.toSorted()
}

function writeControl(folder, files) {
  fs.mkdirSync(folder, { mode: 0o755 })
  const write = (name, text, mode = 0o644) => fs.writeFileSync(path.join(folder, name), text, { mode })
  const size = files.reduce((sum, file) => sum + fs.statSync(path.join(root, file)).size, 0)
  const [synopsis, ...more] = options
    .get('--description')
    .split('\n')
    .map((line) => line.trim())
  const fields = {
    Package: options.get('--name'),
    Version: options.get('--version'),
    Architecture: options.get('--architecture'),
    Maintainer: options.get('--maintainer'),
    'Installed-Size': Math.ceil(size / 1024),
    Depends: lists.get('-d').join(', '),
    Recommends: lists.get('--deb-recommends').join(', '),
    Section: options.get('--category'),
    Priority: options.get('--deb-priority'),
    Homepage: options.get('--url'),
    Description: [synopsis, ...more.filter(Boolean).map((line) => ` ${line}`)].join('\n')
  }
  const lines = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')
  write('control', lines.map(([name, value]) => `${name}: ${value}\n`).join(''))
  // Debian's own format for dpkg --verify: these sums are against accidents, not against attackers
  write('md5sums', files.map((file) => `${sum(path.join(root, file))}  ${file}\n`).join(''))
  write('postinst', fs.readFileSync(options.get('--after-install')), 0o755)
  write('postrm', fs.readFileSync(options.get('--after-remove')), 0o755)
}

function sum(file) {
  return createHash('md5').update(fs.readFileSync(file)).digest('hex')
}
