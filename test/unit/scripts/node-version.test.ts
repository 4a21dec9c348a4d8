import { expect, it } from 'vitest'
import { nodeComplaint } from '../../../scripts/setup/node-version.mjs'

it.each(['20.19.0', '20.20.2', '22.12.0', '22.20.1', '24.0.0', '26.1.0'])('takes Node %s', (version) => {
  expect(nodeComplaint(version)).toBeUndefined()
})

it.each(['18.20.8', '20.18.1', '21.7.3', '22.11.0'])('refuses Node %s and names what it needs', (version) => {
  expect(nodeComplaint(version)).toContain(`Node ${version}`)
  expect(nodeComplaint(version)).toContain('20.19')
})
