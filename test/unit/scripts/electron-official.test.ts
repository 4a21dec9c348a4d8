import { expect, it } from 'vitest'
import { failureOf } from '../../../scripts/setup/electron-official.mjs'

const offline = 'github.com cannot be reached (ENOTFOUND)'
const stack =
  '    at FetchDownloader.download (file:///node_modules/@electron/get/dist/FetchDownloader.js:46:30)'

// The first lines are those that electron's own installer prints.
const network = [
  'TypeError: fetch failed',
  'TypeError: terminated',
  'HTTPError: Response code 404 (Not Found) for https://mirror.example/v45.4.1/electron.zip',
  'Error: read ECONNRESET',
  'Error: getaddrinfo EAI_AGAIN github.com'
]
const other = [
  'Error: Generated checksum for "electron-v45.4.1-linux-x64.zip" did not match expected checksum.',
  'Error: ENOSPC: no space left on device, write',
  "Error: EACCES: permission denied, mkdir '/root/.cache/electron'",
  'Error: end of central directory record signature not found',
  "Error: Cannot find module '@electron/get'"
]
const ended = (stderr: string) => ({ ended: 1, stderr: `${stderr}\n${stack}\n`, timedOut: false })

it.each(network)('“%s” is the network', (line) => {
  expect(failureOf(ended(line), undefined)).toEqual({ reason: line, unreachable: true })
  expect(failureOf(ended(line), offline)).toEqual({ reason: offline, unreachable: true })
})

it.each(other)('“%s” is not, also where only the installer’s own cache could be read', (line) => {
  expect(failureOf(ended(line), undefined)).toEqual({ reason: line, unreachable: false })
  expect(failureOf(ended(line), offline)).toEqual({ reason: line, unreachable: false })
})

it('a download that never ends is the network', () => {
  const slow = { ended: 'SIGTERM', stderr: '', timedOut: true }
  expect(failureOf(slow, undefined)).toEqual({ reason: 'the download took too long', unreachable: true })
  expect(failureOf(slow, offline)).toEqual({ reason: offline, unreachable: true })
})

it('an installer that was killed is not', () => {
  expect(failureOf({ ended: 'SIGKILL', stderr: '', timedOut: false }, undefined)).toEqual({
    reason: 'its installer ended with SIGKILL',
    unreachable: false
  })
})
