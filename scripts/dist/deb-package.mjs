import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const compressors = { gz: 'gzip', xz: 'xz', zst: 'zstd', none: 'none' }

/** Makes a deb by dpkg-deb. @param {import('./fpm-stand-in.mjs').Package} given */
export function makeDeb(given) {
  const { root, option, file } = given
  writeControl(given)
  const compression = compressors[option('--deb-compression')]
  if (compression === undefined)
    throw new Error(`a deb cannot be compressed by ${option('--deb-compression')}`)
  execFileSync('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', root, file], {
    stdio: 'inherit'
  })
}

function writeControl({ root, files, option, depends, recommends }) {
  const folder = path.join(root, 'DEBIAN')
  fs.mkdirSync(folder, { mode: 0o755 })
  const write = (name, text, mode = 0o644) => fs.writeFileSync(path.join(folder, name), text, { mode })
  // links have neither a size nor a sum of their own
  const plain = files.filter((file) => fs.lstatSync(path.join(root, file)).isFile())
  const size = plain.reduce((sum, file) => sum + fs.statSync(path.join(root, file)).size, 0)
  const [synopsis, ...more] = option('--description')
    .split('\n')
    .map((line) => line.trim())
  const fields = {
    Package: option('--name'),
    Version: option('--version'),
    Architecture: option('--architecture'),
    Maintainer: option('--maintainer'),
    'Installed-Size': Math.ceil(size / 1024),
    Depends: depends.join(', '),
    Recommends: recommends.join(', '),
    Section: option('--category'),
    Priority: option('--deb-priority'),
    Homepage: option('--url'),
    Description: [synopsis, ...more.filter(Boolean).map((line) => ` ${line}`)].join('\n')
  }
  const lines = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')
  write('control', lines.map(([name, value]) => `${name}: ${value}\n`).join(''))
  // Debian's own format for dpkg --verify: these sums are against accidents, not against attackers
  write('md5sums', plain.map((file) => `${sum(path.join(root, file))}  ${file}\n`).join(''))
  write('postinst', fs.readFileSync(option('--after-install')), 0o755)
  write('postrm', fs.readFileSync(option('--after-remove')), 0o755)
}

function sum(file) {
  return createHash('md5').update(fs.readFileSync(file)).digest('hex')
}
