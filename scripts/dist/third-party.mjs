// A Vite plugin that notes whose work is in the bundles: out/third-party.json is what Help → Licences and the SBOM are made of.
import fs from 'node:fs'
import path from 'node:path'
import { projectRoot } from '../setup/project.mjs'

const licenceFile = /^(?:licen[cs]e|notice|copying|ofl)(?:[-_.].*)?$/i

/** Main, preload and window are built one after the other: what the last one writes holds all three. */
const packages = new Map()

/**
 * @param {{ always?: string[] }} [options] packages that are not bundled but shipped beside, by the name of their folder
 * @returns {import('vite').Plugin}
 */
export function thirdParty({ always = [] } = {}) {
  return {
    name: 'third-party',
    generateBundle(_options, bundle) {
      // fonts are assets, by the name they had
      const sources = Object.values(bundle).flatMap((part) =>
        part.type === 'chunk'
          ? part.moduleIds
          : part.originalFileNames.map((name) => path.resolve(this.environment.config.root, name))
      )
      // a style sheet leaves no module in a chunk
      const styles = [...this.getModuleIds()].filter((id) => /\.css(?:$|\?)/.test(id))
      for (const id of [...sources, ...styles]) note(folderOf(id))
    },
    writeBundle() {
      for (const name of always) note(path.join(projectRoot, 'node_modules', name))
      const list = [...packages.values()].toSorted(
        (one, other) => compare(one.name, other.name) || compare(one.version, other.version)
      )
      fs.writeFileSync(
        path.join(projectRoot, 'out', 'third-party.json'),
        `${JSON.stringify(list, null, 1)}\n`
      )
    }
  }
}

const compare = (one, other) => (one < other ? -1 : Number(one > other))

/** The folder of the package that a module belongs to: below the last node_modules of its path. */
function folderOf(id) {
  const clean = id.replace(/^\0+/, '').replace(/[?#].*$/s, '')
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(clean)?.[0]
}

function note(folder) {
  if (folder === undefined || packages.has(folder)) return
  const file = path.join(folder, 'package.json')
  if (!fs.existsSync(file)) return
  const { name, version, license, repository, homepage } = JSON.parse(fs.readFileSync(file, 'utf8'))
  packages.set(folder, {
    name,
    version,
    licence: typeof license === 'string' ? license : (license?.type ?? 'unknown'),
    repository: typeof repository === 'string' ? repository : (repository?.url ?? homepage),
    text: textsIn(folder)
  })
}

/** The licence's own text, as the package brings it; some bring none. */
function textsIn(folder) {
  const names = fs
    .readdirSync(folder)
    .filter((name) => licenceFile.test(name) && fs.statSync(path.join(folder, name)).isFile())
  return names
    .toSorted()
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8').trim())
    .join('\n\n')
}
