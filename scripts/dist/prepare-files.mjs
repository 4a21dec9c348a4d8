import fs from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { projectRoot } from '../setup/project.mjs'

/**
 * Writes what the Linux packages hold besides the app: the man page, the copyright note, the changelog, the command on the path.
 * `date`: of the commit, ISO 8601. Answers the folder.
 */
export function prepareFiles({ folder, executable, flavour, project, date }) {
  fs.mkdirSync(path.join(folder, 'bin'), { recursive: true })
  const page = fs.readFileSync(path.join(projectRoot, 'build', 'linux', 'tessera.1'))
  // without a time in it, the same page makes the same bytes
  fs.writeFileSync(path.join(folder, `${executable}.1.gz`), gzipSync(page, { level: 9 }))
  fs.copyFileSync(path.join(projectRoot, 'build', 'linux', 'copyright'), path.join(folder, 'copyright'))
  fs.writeFileSync(path.join(folder, 'changelog'), changelogOf({ name: executable, project, date }))
  const product = flavour === 'test' ? 'Tessera Test' : 'Tessera'
  fs.symlinkSync(`/opt/${product}/${executable}`, path.join(folder, 'bin', executable))
  return folder
}

/** A changelog in Debian's format: fpm ships one in any case, and without ours one that says nothing true. */
export function changelogOf({ name, project: { version, author }, date }) {
  // as electron-builder writes it: to Debian a hyphen begins the revision, and a tilde sorts before the release
  const debian = version.replaceAll('-', '~')
  const when = new Date(date ?? Date.now()).toUTCString().replace('GMT', '+0000')
  return `${name} (${debian}) unstable; urgency=medium\n\n  * Version ${version}.\n\n -- ${author.name} <${author.email}>  ${when}\n`
}
