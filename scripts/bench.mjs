// npm run bench [-- --runs N]: how fast and how big Tessera is, against the least that Electron and undici can do.
// Both sides are measured in one run, in turns. It asserts nothing: a goal that is missed is said, not failed.
import './setup.mjs'

// Loaded only now: before the set-up there may be no packages to import.
const { bench } = await import('./bench/bench.mjs')

try {
  await bench(process.argv.slice(2))
} catch (error) {
  console.error(`[bench] ${error.message}`)
  process.exitCode = 1
}
