// npm run practice [-- arguments]: the practice tenant alone, in plain Node.
import path from 'node:path'
import { build } from './build.mjs'
import { run } from './headless/run.mjs'
import { projectRoot } from './setup/project.mjs'

if (build().ok) {
  const cli = path.join(projectRoot, 'out', 'main', 'practice.js')
  process.exitCode = (await run(process.execPath, [cli, ...process.argv.slice(2)])).code
} else {
  console.error('[practice] The build failed: see above')
  process.exitCode = 1
}
