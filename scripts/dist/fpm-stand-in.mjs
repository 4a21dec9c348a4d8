#!/usr/bin/env node
// Makes a deb or an rpm of what electron-builder tells fpm, for machines that cannot download fpm: only `-s dir`, and only the options
// that electron-builder.ts leads to. An option that it does not know is refused, so that nothing gets lost unnoticed.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { makeDeb } from './deb-package.mjs'
import { makeRpm } from './rpm-package.mjs'

/**
 * @typedef {object} Package what both kinds are made of
 * @property {string} root the folder whose contents are installed at /
 * @property {string[]} files all files and links in it, relative, sorted
 * @property {(name: string) => string | undefined} option fpm's own, such as `--version`
 * @property {string[]} depends
 * @property {string[]} recommends
 * @property {string[]} directories the folders of the package itself, relative, sorted; an rpm takes them away with it
 * @property {string} file where the package goes
 */

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
  '--deb-changelog',
  '--rpm-compression',
  '--rpm-digest',
  '--rpm-os',
  '--rpm-summary',
  '--license',
  '--log',
  '-s',
  '-t'
])
const many = new Set(['-d', '--deb-recommends', '--directories'])
const flags = new Set(['--force', '--debug'])
const makers = { deb: makeDeb, rpm: makeRpm }

const { options, lists, mappings } = read(process.argv.slice(2))
const make = makers[options.get('-t')]
if (options.get('-s') !== 'dir' || make === undefined) fail('makes only a deb or an rpm of a folder')
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'package-root-'))
try {
  // mkdtemp's own mode would become the mode of / in the archive
  fs.chmodSync(root, 0o755)
  for (const { from, to } of mappings) copy(from, path.join(root, to))
  if (options.has('--deb-changelog')) addChangelog()
  make({
    root,
    directories: lists.get('--directories').flatMap(foldersFrom).toSorted(),
    files: settleModes(root),
    option: (name) => options.get(name),
    depends: lists.get('-d'),
    recommends: lists.get('--deb-recommends'),
    file: path.resolve(options.get('--package'))
  })
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

/** Where fpm puts it, which is where Debian looks for that of a package whose author packages it. */
function addChangelog() {
  const file = path.join(root, 'usr/share/doc', options.get('--name'), 'changelog.gz')
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, gzipSync(fs.readFileSync(options.get('--deb-changelog')), { level: 9 }))
}

/** A folder and all folders in it, as fpm understands `--directories`; relative. */
function foldersFrom(name) {
  const folder = path.join(root, name)
  if (!fs.existsSync(folder)) fail(`there is no ${name} to own`)
  const below = fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name))
  return [folder, ...below].map((one) => path.relative(root, one))
}

/** Folders and programs 755, all else 644, whatever the builder's umask was. Answers files and links, relative to `folder`, sorted. */
function settleModes(folder) {
  const files = []
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (!entry.isDirectory()) files.push(path.relative(folder, file))
    if (entry.isSymbolicLink()) continue
    const executable = entry.isDirectory() || (fs.statSync(file).mode & 0o111) !== 0
    fs.chmodSync(file, executable ? 0o755 : 0o644)
  }
  return files.toSorted()
}
