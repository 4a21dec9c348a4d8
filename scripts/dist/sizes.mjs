import fs from 'node:fs'
import path from 'node:path'

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2).padStart(8)} MB`

/**
 * What the packages weigh as they are downloaded, and each app as it is installed, with the parts of it that weigh most; text, a line each.
 * @param {{ apps: (import('./make-packages.mjs').App & { contents: string[] })[], artefacts: import('./make-packages.mjs').Artefact[] }} made
 */
export function sizeReport({ apps, artefacts }) {
  return [
    'Packages',
    ...artefacts.map(({ file, size }) => `${megabytes(size)}  ${file}`),
    ...apps.flatMap((app) => installed(app, apps.length > 1 ? `, ${app.arch}` : '')),
    ''
  ].join('\n')
}

function installed({ folder, resources, contents }, which) {
  const ofResources = `${path.relative(folder, resources).split(path.sep).join('/')}/`
  const sizes = fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({
      name: path.relative(folder, file).split(path.sep).join('/'),
      size: fs.statSync(file).size
    }))
    .toSorted((one, other) => other.size - one.size)
  const [all, ours] = [total(sizes), total(sizes.filter(({ name }) => name.startsWith(ofResources)))]
  return [
    '',
    `Installed${which}`,
    `${megabytes(all)}  in all, ${contents.length} files`,
    `${megabytes(ours)}  of them Tessera's own`,
    `${megabytes(all - ours)}  of them Electron's`,
    '',
    'Largest files',
    ...sizes.slice(0, 12).map(({ name, size }) => `${megabytes(size)}  ${name}`)
  ]
}

const total = (files) => files.reduce((sum, { size }) => sum + size, 0)
