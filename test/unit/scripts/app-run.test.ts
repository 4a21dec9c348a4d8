import { expect, it } from 'vitest'
import { appEnvironment, isSmokeRun } from '../../../scripts/app-run.mjs'

it.each([
  [[], false],
  [['--practice'], false],
  [['--smoke'], true],
  [['--practice', '--smoke=/tmp/picture.png'], true],
  [['--smoke='], true],
  [['--smoker', 'smoke'], false]
])('%j is a smoke run: %s', (args, expected) => {
  expect(isSmokeRun(args)).toBe(expected)
})

it('the app’s environment has nothing that would make Electron another program or show another page', () => {
  const given = { PATH: '/bin', ELECTRON_RUN_AS_NODE: '1', ELECTRON_RENDERER_URL: 'http://localhost:5173' }
  expect(appEnvironment(given)).toEqual({ PATH: '/bin' })
  expect(given).toHaveProperty('ELECTRON_RUN_AS_NODE', '1')
})
