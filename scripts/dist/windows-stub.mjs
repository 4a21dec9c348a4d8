// node scripts/dist/windows-stub.mjs [folder]: a signed Windows installer stub by Debian's nsis and osslsigncode, with a throw-away
// authority, verified as `npm run release` verifies the real one. It shows that build/windows/installer.nsh compiles, that installer and
// uninstaller are signed and stamped, and that the check tells a good signature from a bad one.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { authenticodeProblem } from '../release/authenticode.mjs'
import { mustRun } from '../release/tool.mjs'
import { projectRoot, readProjectJson } from '../setup/project.mjs'
import { createAuthority } from './windows-stub-authority.mjs'
import { withStamps } from './windows-stub-stamps.mjs'

/** As in electron-builder.ts. */
const APP_ID = 'app.tessera.desktop'
/** electron-builder makes the name of the registry keys from the app's id, in this name space. */
const BUILDER_NAMESPACE = '50e065bc-3134-11e6-9bab-38c9862bdaf3'

/**
 * Compiles and signs the stub.
 * @param {object} what
 * @param {string} what.folder where it goes
 * @param {import('./windows-stub-authority.mjs').Authority} what.authority
 * @param {string} what.version three numbers
 * @returns {Promise<{ installer: string, uninstaller: string, payload: string }>} paths; `uninstaller` as it lies in the installer
 */
export const buildStub = ({ folder, authority, version }) =>
  withStamps(folder, (stamps) => compileAndSign({ folder, authority: { ...authority, stamps }, version }))

function compileAndSign({ folder, authority, version }) {
  const sources = path.join(projectRoot, 'build', 'windows')
  const [installer, uninstaller, payload] = [
    `Tessera-stub-${version}.exe`,
    'uninstaller.exe',
    'payload.exe'
  ].map((name) => path.join(folder, name))
  compile(path.join(sources, 'stub-payload.nsi'), { PRODUCT_NAME: 'Tessera', OUT_FILE: payload })
  sign(payload, authority)
  // makensis calls a shell, so what it is told is one word
  const hook = path.join(folder, 'sign.sh')
  const call = [process.execPath, import.meta.filename, 'sign', folder].map(
    (part) => `'${part.replaceAll("'", String.raw`'\''`)}'`
  )
  fs.writeFileSync(hook, `#!/bin/sh\nexec ${call.join(' ')} "$1"\n`, { mode: 0o700 })
  fs.writeFileSync(path.join(folder, 'authority.json'), JSON.stringify(authority))
  compile(path.join(sources, 'stub.nsi'), {
    APP_ID,
    APP_GUID: registryName(APP_ID),
    APP_FILENAME: 'tessera',
    APP_EXECUTABLE_FILENAME: 'Tessera.exe',
    PRODUCT_NAME: 'Tessera',
    PRODUCT_FILENAME: 'Tessera',
    VERSION: version,
    PAYLOAD: payload,
    OUT_FILE: installer,
    SIGN: hook
  })
  return { installer, uninstaller, payload }
}

function compile(script, defines) {
  const given = Object.entries(defines).map(([name, value]) => `-D${name}=${value}`)
  // -WX as electron-builder does: a warning is an error
  mustRun('makensis', ['-V2', '-WX', ...given, script], { cwd: path.dirname(script) })
}

/** Signs in place: SHA-256, with a time stamp of the server at `stamps`. */
export function sign(file, { certificate, key, root, stamps }) {
  const signed = `${file}.signed`
  const what = ['-h', 'sha256', '-n', 'Tessera', '-certs', certificate, '-key', key, '-ac', root]
  mustRun('osslsigncode', ['sign', ...what, '-ts', stamps, '-in', file, '-out', signed])
  fs.renameSync(signed, file)
}

/** The name of the app's registry keys: a UUID of version 5 (RFC 9562). */
export function registryName(appId) {
  const space = Buffer.from(BUILDER_NAMESPACE.replaceAll('-', ''), 'hex')
  const bytes = createHash('sha1').update(space).update(appId).digest().subarray(0, 16)
  bytes[6] = (bytes[6] & 0x0f) | 0x50
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The environment in which the release's own check trusts this authority and expects this publisher. */
export const trusting = ({ root, publisher }) => ({
  TESSERA_WINDOWS_ROOTS: root,
  TESSERA_WINDOWS_PUBLISHER: publisher
})

/** Called back by makensis. A signed uninstaller is kept: later it is only inside the installer, compressed. */
function signFor(folder, file) {
  sign(file, JSON.parse(fs.readFileSync(path.join(folder, 'authority.json'), 'utf8')))
  if (path.dirname(path.resolve(file)) !== path.resolve(folder))
    fs.copyFileSync(file, path.join(folder, 'uninstaller.exe'))
}

async function main(args) {
  if (args[0] === 'sign') return signFor(args[1], args[2])
  const target = path.resolve(args[0] ?? path.join(projectRoot, 'dist', 'windows-stub'))
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tessera-stub-'))
  try {
    const authority = createAuthority(folder)
    const built = await buildStub({ folder, authority, version: readProjectJson('package.json').version })
    fs.mkdirSync(target, { recursive: true })
    for (const [name, file] of Object.entries(built)) {
      const problem = authenticodeProblem(file, trusting(authority))
      if (problem !== undefined) throw new Error(`${name} ${problem}`)
      console.log(`[stub] ${name}: signed, stamped, verified`)
    }
    fs.copyFileSync(built.installer, path.join(target, path.basename(built.installer)))
    fs.copyFileSync(authority.root, path.join(target, 'test-root.pem'))
    console.log(`[stub] ${target}`)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await main(process.argv.slice(2))
