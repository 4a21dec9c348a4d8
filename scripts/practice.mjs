// npm run practice [-- arguments]: the practice tenant alone, in plain Node.
import path from 'node:path'
import './setup.mjs'

// Loaded only now: before the set-up there may be no packages to build with.
const { build } = await import('./build.mjs')
const { run } = await import('./headless/run.mjs')
const { projectRoot } = await import('./setup/project.mjs')

if (build().ok) {
  const cli = path.join(projectRoot, 'out', 'main', 'practice.js')
  process.exitCode = (await run(process.execPath, [cli, ...process.argv.slice(2)])).code
} else {
  console.error('[practice] The build failed: see above')
  process.exitCode = 1
}
