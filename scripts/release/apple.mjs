// What macOS itself says of a dmg or zip. Nothing else can say it, so a release with a package for macOS is checked on macOS.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { given } from './secrets.mjs'
import { tool } from './tool.mjs'

/**
 * @param {string} file
 * @param {NodeJS.ProcessEnv} env `APPLE_TEAM_ID`: whose signature it must be
 * @param {string} [platform]
 * @returns {string | undefined} what is wrong; undefined where the app inside is signed by the team, notarised and stapled
 */
export function appleProblem(file, env, platform = process.platform) {
  if (platform !== 'darwin') return 'can be verified on macOS only'
  const team = given(env, 'APPLE_TEAM_ID')
  if (team === undefined) return 'cannot be compared with its team: APPLE_TEAM_ID is not set'
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tessera-mac-'))
  const image = file.endsWith('.dmg')
  try {
    const opened = image
      ? tool('hdiutil', ['attach', '-nobrowse', '-readonly', '-mountpoint', folder, file])
      : tool('ditto', ['-x', '-k', file, folder])
    const name = fs.readdirSync(folder).find((name) => name.endsWith('.app'))
    if (!opened.ok || name === undefined) return 'cannot be opened, or holds no app'
    return appProblem(path.join(folder, name), team)
  } finally {
    if (image) tool('hdiutil', ['detach', '-force', folder])
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

function appProblem(app, team) {
  if (!tool('codesign', ['--verify', '--deep', '--strict', app]).ok)
    return 'is not signed, or its signature is not good'
  // codesign describes on stderr
  const { err } = tool('codesign', ['--display', '--verbose=2', app])
  if (!err.split('\n').includes(`TeamIdentifier=${team}`))
    return 'is signed by another team than APPLE_TEAM_ID names'
  if (!/flags=\S*\bruntime\b/.test(err)) return 'is signed without the hardened runtime'
  if (!tool('spctl', ['--assess', '--type', 'execute', app]).ok)
    return 'is not notarised: Gatekeeper refuses it'
  return tool('stapler', ['validate', app]).ok || tool('xcrun', ['stapler', 'validate', app]).ok
    ? undefined
    : 'has no notarisation ticket stapled to it'
}
