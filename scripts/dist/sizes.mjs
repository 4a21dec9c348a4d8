import fs from 'node:fs'
import path from 'node:path'

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2).padStart(8)} MB`

/** What a package weighs as it is downloaded and as it is installed, and which parts of it weigh most; text, a line each. */
export function sizeReport({ unpacked, contents, artefacts }) {
  const sizes = fs
    .readdirSync(unpacked, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({
      name: path.relative(unpacked, file).split(path.sep).join('/'),
      size: fs.statSync(file).size
    }))
    .toSorted((one, other) => other.size - one.size)
  const installed = total(sizes)
  const ours = total(sizes.filter(({ name }) => name.startsWith('resources/')))
  return [
    'Packages',
    ...artefacts.map(({ file, size }) => `${megabytes(size)}  ${file}`),
    '',
    'Installed',
    `${megabytes(installed)}  in all, ${contents.length} files`,
    `${megabytes(ours)}  of them Tessera's own`,
    `${megabytes(installed - ours)}  of them Electron's`,
    '',
    'Largest files',
    ...sizes.slice(0, 12).map(({ name, size }) => `${megabytes(size)}  ${name}`),
    ''
  ].join('\n')
}

const total = (files) => files.reduce((sum, { size }) => sum + size, 0)
