import { expect, it } from 'vitest'
import { nodeComplaint } from '../../../scripts/setup/node-version.mjs'
import { readProjectJson } from '../../../scripts/setup/project.mjs'

it.each(['20.19.0', '20.20.2', '22.12.0', '22.20.1', '23.0.0', '24.0.0', '26.1.0'])(
  'takes Node %s',
  (version) => {
    expect(nodeComplaint(version)).toBeUndefined()
  }
)

it.each(['18.20.8', '20.18.1', '21.7.3', '22.11.0'])('refuses Node %s and names what it needs', (version) => {
  expect(nodeComplaint(version)).toContain(`Node ${version}`)
  expect(nodeComplaint(version)).toContain('22.12 or newer, or of the 20 line 20.19 or newer')
})

// The range is vite's: it says the same as the cases above.
it('package.json and the lock file ask for the same', () => {
  const engines = { node: '^20.19.0 || >=22.12.0' }
  const vite = readProjectJson('node_modules/vite/package.json') as { engines: object }
  const project = readProjectJson('package.json') as { engines: object }
  const lock = readProjectJson('package-lock.json') as { packages: Record<string, { engines: object }> }
  expect(vite.engines).toEqual(engines)
  expect(project.engines).toEqual(engines)
  expect(lock.packages['']?.engines).toEqual(engines)
})
