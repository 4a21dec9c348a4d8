import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

/**
 * Writes build.json: what was made, of which commit and with which Electron. `npm run release` believes nothing that is not in it.
 * @param {object} made
 * @param {string} made.output
 * @param {string} made.version
 * @param {string} made.flavour
 * @param {import('./source-state.mjs').SourceState} made.sources from before the first step to after the last
 * @param {{ version: string, source: string }} made.electron
 * @param {boolean} made.fast packages for tests, not compressed, of an out/ that may be older
 * @param {string[]} made.targets what was asked for, as electron-builder names it
 * @param {import('./make-packages.mjs').Artefact[]} made.artefacts
 * @param {{ url: string, keys: string[] }} [made.updates]
 */
export async function describeBuild({
  output,
  version,
  flavour,
  sources,
  electron,
  targets,
  fast,
  artefacts,
  updates
}) {
  const description = {
    version,
    flavour,
    ...(fast && { fast }),
    commit: sources.commit,
    dirty: sources.dirty,
    electron: { version: electron.version, source: electron.source },
    ...(updates && { feedUrl: updates.url, feedKeys: updates.keys }),
    targets,
    artefacts: await Promise.all(
      artefacts.map(async (artefact) => ({
        ...artefact,
        sha256: await sha256(path.join(output, artefact.file))
      }))
    )
  }
  fs.writeFileSync(path.join(output, 'build.json'), `${JSON.stringify(description, null, 2)}\n`)
}

async function sha256(file) {
  const hash = createHash('sha256')
  await pipeline(fs.createReadStream(file), hash)
  return hash.digest('hex')
}
