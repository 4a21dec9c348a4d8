// node scripts/tessera.mjs bundle …: the command line of the app, in plain Node.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import './setup.mjs'

// Loaded only now: before the set-up there may be no packages to build with.
const { build } = await import('./build.mjs')
const { projectRoot } = await import('./setup/project.mjs')

// standard output is for what the command answers, standard input for what it asks
if (build({ stdio: ['ignore', 2, 2] }).ok) {
  await import(pathToFileURL(path.join(projectRoot, 'out', 'main', 'tessera-cli.js')).href)
} else {
  console.error('[tessera] The build failed: see above')
  process.exitCode = 1
}
