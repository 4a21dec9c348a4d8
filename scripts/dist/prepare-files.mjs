import fs from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { projectRoot } from '../setup/project.mjs'

/** Writes what the Linux packages hold besides the app: the man page, the copyright note, the command on the path. Answers the folder. */
export function prepareFiles({ folder, executable, flavour }) {
  fs.mkdirSync(path.join(folder, 'bin'), { recursive: true })
  const page = fs.readFileSync(path.join(projectRoot, 'build', 'linux', 'tessera.1'))
  // without a time in it, the same page makes the same bytes
  fs.writeFileSync(path.join(folder, `${executable}.1.gz`), gzipSync(page, { level: 9 }))
  fs.copyFileSync(path.join(projectRoot, 'build', 'linux', 'copyright'), path.join(folder, 'copyright'))
  const product = flavour === 'test' ? 'Tessera Test' : 'Tessera'
  fs.symlinkSync(`/opt/${product}/${executable}`, path.join(folder, 'bin', executable))
  return folder
}
