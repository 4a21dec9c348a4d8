// Plays the scenes in the real app and takes their pictures.
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { build } from '../build.mjs'
import { withDesktop } from '../headless.mjs'
import { findElectron } from '../setup/electron-runtime.mjs'
import { projectRoot } from '../setup/project.mjs'
import { acts } from './acts.mjs'
import { pictures } from './pictures.mjs'
import { openStage } from './stage.mjs'

const large = { width: 1280, height: 800 }
const small = { width: 900, height: 600 }
const schemes = ['light', 'dark']

/** @param {string[]} args none for the README's pictures, `--all <folder>` for everything, `--only` for a part of it */
export async function screenshots(args) {
  const { values } = parseArgs({ args, options: { all: { type: 'string' }, only: { type: 'string' } } })
  const electron = findElectron()
  if (!electron) throw new Error('There is no Electron here yet: run `node scripts/setup.mjs`')
  if (!build().ok) throw new Error('The build failed: see above')
  const plan = values.all ? everything(path.resolve(values.all), values.only) : readme()
  // Always a display of its own, so that the pictures do not depend on anybody's screen.
  const failed = await withDesktop({ display: process.platform === 'linux' }, async (env) => {
    const failures = []
    for (const { act, scheme, size, wanted } of plan) {
      if (wanted.size > 0) failures.push(...(await play({ act, scheme, size, wanted, electron, env })))
    }
    return failures
  })
  if (failed.length > 0) throw new Error(`These could not be taken:\n${failed.join('\n')}`)
}

/** What to play: each act once for each look, with the scenes whose picture is wanted and where it goes. */
function everything(folder, only = '') {
  const looks = schemes.flatMap((scheme) => [large, small].map((size) => ({ scheme, size })))
  return looks.flatMap(({ scheme, size }) =>
    acts.map((act) => {
      const names = act.scenes.map(({ name }) => name).filter((name) => name.includes(only))
      const file = (name) => path.join(folder, `${name}.${scheme}.${size.width}x${size.height}.png`)
      return { act, scheme, size, wanted: new Map(names.map((name) => [name, file(name)])) }
    })
  )
}

function readme() {
  return schemes.flatMap((scheme) =>
    acts.map((act) => {
      const names = new Set(act.scenes.map(({ name }) => name))
      const shown = pictures.filter((picture) => picture.scheme === scheme && names.has(picture.scene))
      const file = (name) => path.join(projectRoot, 'docs', 'pictures', `${name}.png`)
      return {
        act,
        scheme,
        size: large,
        wanted: new Map(shown.map(({ scene, name }) => [scene, file(name)]))
      }
    })
  )
}

/** Plays the act's wanted scenes; answers what failed, so that one scene does not cost the others. */
async function play({ act, scheme, size, wanted, electron, env }) {
  const failures = []
  const stage = await openStage({ act, scheme, size, electron, env })
  try {
    for (const scene of act.scenes) {
      const file = wanted.get(scene.name)
      if (!file) continue
      try {
        await stage.clear()
        await scene.play(stage)
        fs.mkdirSync(path.dirname(file), { recursive: true })
        await stage.take(file)
        console.log(`[screenshots] ${path.relative(process.cwd(), file)}`)
      } catch (error) {
        failures.push(`${scene.name}, ${scheme}, ${size.width}×${size.height}: ${error.message}`)
      }
    }
  } finally {
    await stage.close()
  }
  return failures
}
