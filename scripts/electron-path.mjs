// Prints the path of the Electron binary, and nothing else on stdout, for other tools: $(node scripts/electron-path.mjs)
import { findElectron } from './setup/electron-runtime.mjs'

try {
  const runtime = findElectron()
  if (!runtime) throw new Error('No Electron here yet: run `node scripts/setup.mjs` first')
  console.log(runtime.path)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
