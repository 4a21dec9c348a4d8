// Makes a fresh clone runnable; `npm start` and `npm test` call it first. Depends on Node alone.
// When everything is there it only looks, in about a tenth of a second.
import { nodeComplaint } from './setup/node-version.mjs'

const complaint = nodeComplaint(process.versions.node)
if (complaint) stop(complaint)

// Imported only now: an older Node could not even load these.
const { SetupError } = await import('./setup/project.mjs')
const { ensureLibraries } = await import('./setup/system-libraries.mjs')
const { ensurePackages } = await import('./setup/npm-packages.mjs')
const { ensureElectron } = await import('./setup/electron-runtime.mjs')
const { ensureSandbox } = await import('./setup/chromium-sandbox.mjs')
const { ensurePackagingTools } = await import('./setup/packaging-tools.mjs')
const { takeSecrets } = await import('./release/secrets.mjs')

// apt, npm and what downloads Electron have no use for them
takeSecrets(process.env)

try {
  const hasDisplay = process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  // Tests use a display and a keyring of their own wherever they run.
  const step = process.env.npm_lifecycle_event
  const forTests = step === 'pretest'
  // packing starts no window
  const forPackages = step === 'predist'
  ensureLibraries({ headless: forTests || (!hasDisplay && !forPackages) })
  if (forTests || forPackages) ensurePackagingTools()
  ensurePackages()
  const { dist } = await ensureElectron()
  if (!forPackages) ensureSandbox(dist)
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  stop(error.message)
}

function stop(message) {
  console.error(`[setup] ${message}`)
  process.exit(1)
}
