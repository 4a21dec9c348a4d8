import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { projectRoot } from '../setup/project.mjs'

/** Writes build.json: what was made, of which commit and with which Electron. `npm run release` believes nothing that is not in it. */
export async function describeBuild({ output, version, flavour, electron, artefacts, updates }) {
  const description = {
    version,
    flavour,
    ...sourceState(),
    electron: { version: electron.version, source: electron.source },
    ...(updates && { feedUrl: updates.url, feedKeys: updates.keys }),
    artefacts: await Promise.all(
      artefacts.map(async (artefact) => ({
        ...artefact,
        sha256: await sha256(path.join(output, artefact.file))
      }))
    )
  }
  fs.writeFileSync(path.join(output, 'build.json'), `${JSON.stringify(description, null, 2)}\n`)
}

/** Without git, as in an unpacked archive of the sources, nobody can say what it was made of. */
function sourceState() {
  try {
    const git = (...args) =>
      execFileSync('git', args, {
        cwd: projectRoot,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore']
      }).trim()
    return { commit: git('rev-parse', 'HEAD'), dirty: git('status', '--porcelain') !== '' }
  } catch {
    return { commit: null, dirty: true }
  }
}

async function sha256(file) {
  const hash = createHash('sha256')
  await pipeline(fs.createReadStream(file), hash)
  return hash.digest('hex')
}
