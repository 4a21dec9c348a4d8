import { expect, it } from 'vitest'
import { restartArguments } from '../../../src/main/updates/restart-arguments'

it('keeps the switches of this start, and neither a link nor a word nor --smoke', () => {
  expect(
    restartArguments([
      '/opt/tessera.AppImage',
      '--user-data-dir=/home/a b',
      '--practice',
      '--smoke',
      '--smoke=x.png',
      '--SMOKE=x.png',
      '--disable-gpu',
      '--',
      '-v',
      'word',
      'tessera://find/one',
      'TESSERA://find/two'
    ])
  ).toEqual(['--user-data-dir=/home/a b', '--practice', '--disable-gpu'])
  expect(restartArguments(['/opt/tessera.AppImage'])).toEqual([])
})
