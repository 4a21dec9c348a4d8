import fs from 'node:fs'
import path from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { projectRoot } from '../setup/project.mjs'

/**
 * Every file of an unpacked app, one a line, sorted: those beside the archive as `resources/…` on every system, those in it as
 * `resources/app.asar/…`. How the bundler cuts its chunks says nothing, so they count as one; whose code is in them is a line for each
 * package. `resources`: the archive's folder, which macOS has elsewhere.
 * @param {string} unpacked
 * @param {string} [resources]
 * @returns {string[]}
 */
export function contentsOf(unpacked, resources = path.join(unpacked, 'resources')) {
  const files = fs
    .readdirSync(unpacked, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) =>
      file.startsWith(resources + path.sep)
        ? path.join('resources', path.relative(resources, file))
        : path.relative(unpacked, file)
    )
    .map((name) => name.split(path.sep).join('/'))
  const archive = path.join(resources, 'app.asar')
  const inside = fs.existsSync(archive) ? insideOf(archive, files) : []
  return [...new Set([...files, ...inside].map(anyChunk))].toSorted(byName)
}

function insideOf(archive, files) {
  const names = listPackage(archive, { isPack: false }).map((name) => name.split(path.sep).join('/'))
  const folders = new Set(names.map((name) => path.posix.dirname(name)))
  const beside = new Set(
    files.filter((file) => file.startsWith(unpackedFolder)).map((file) => file.slice(unpackedFolder.length))
  )
  const packed = names.filter((name) => !folders.has(name) && !beside.has(name))
  const thirdParty = JSON.parse(extractFile(archive, 'out/third-party.json').toString('utf8'))
  return [
    ...packed.map((name) => `resources/app.asar${name}`),
    ...thirdParty.map(({ name }) => `resources/app.asar: ${name}`)
  ]
}

const byName = (one, other) => (one < other ? -1 : Number(one > other))

const unpackedFolder = 'resources/app.asar.unpacked'

const anyChunk = (file) =>
  file
    .replace(/(?<=\/out\/(?:main\/chunks|renderer\/assets)\/).*-[\w-]{8}(?=\.(?:js|css)$)/, '*')
    .replace(/-[\w-]{8}(?=\.woff2$)/, '-*')
    // keytar's binary is the one of this system
    .replace(/(?<=\/prebuilds\/)[^/]+(?=\/)/, '*')

/** Ours, and Electron's own: the latter change with its version only. */
const isOurs = (line) => line.startsWith('resources/')

/**
 * Compares with what is stored; answers what differs, in words, or undefined. Electron's own files are compared where a list of
 * this Electron's is stored. `update` stores what is there now.
 */
export function checkContents({ contents, electron, update = false, project = projectRoot }) {
  const lists = [
    ['app', contents.filter(isOurs).filter((line) => !kindOnly.test(line))],
    [
      `electron-${electron.version.split('.')[0]}-${process.platform}`,
      contents.filter((line) => !isOurs(line)).map(anyName)
    ]
  ]
  const differences = lists.flatMap(([name, lines]) => {
    const file = path.join(project, 'build', 'contents', `${name}.txt`)
    const known = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split(/\r?\n/) : undefined
    if (update) {
      fs.mkdirSync(path.dirname(file), { recursive: true })
      fs.writeFileSync(file, lines.map((line) => `${line}\n`).join(''))
      return []
    }
    // another Electron has files of its own, and nobody has looked at them yet
    if (known === undefined) return name === 'app' ? lines.map((line) => `+ ${line}`) : []
    return compare(known, lines)
  })
  if (differences.length === 0) return undefined
  return `The packages hold something else than build/contents says:\n${differences.join('\n')}\nIf that is meant: npm run dist -- --update-contents`
}

// what electron-builder writes for one kind of package or one system
const kindOnly = /^resources\/(?:app-update\.yml|package-type|apparmor-profile|elevate\.exe|icon\.icns)$/

/** The program's own name differs between the flavours; macOS has it in that of the app, its program and its helpers. */
const anyName = (line) =>
  line
    .replace(/^tessera(?:[- ]test)?(\.exe)?$/i, '<executable>$1')
    .replaceAll(/(?<=^|\/)Tessera(?: Test)?(?= Helper|\.app\/|$)/g, '<product>')

function compare(known, now) {
  const gone = known.filter((line) => !now.includes(line)).map((line) => `- ${line}`)
  const come = now.filter((line) => !known.includes(line)).map((line) => `+ ${line}`)
  return [...gone, ...come]
}
