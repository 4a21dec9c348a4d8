// npm run screenshots: makes the README's pictures in docs/pictures/ from the real app in its practice tenant.
// npm run screenshots -- --all <folder> [--only <part of a name>]: every screen and state instead, in light and dark, at both sizes, for looking at.
import './setup.mjs'

// Loaded only now: before the set-up there may be no packages to import.
const { screenshots } = await import('./screenshots/screenshots.mjs')

try {
  await screenshots(process.argv.slice(2))
} catch (error) {
  console.error(`[screenshots] ${error.message}`)
  process.exitCode = 1
}
