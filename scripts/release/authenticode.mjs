// Windows' signatures, read by osslsigncode: it runs on all three systems.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { given } from './secrets.mjs'
import { tool } from './tool.mjs'

const SYSTEM_ROOTS = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/ssl/cert.pem',
  '/opt/homebrew/etc/ca-certificates/cert.pem'
]

/**
 * @param {string} file exe or msi
 * @param {NodeJS.ProcessEnv} env `TESSERA_WINDOWS_PUBLISHER`: whom the certificate must name; `TESSERA_WINDOWS_ROOTS`: the roots
 *   of certificate and time stamp as PEM, or the path of such a file, where the system's are not enough
 * @returns {string | undefined} what is wrong; undefined where the file is signed by the publisher and stamped with the time
 */
export function authenticodeProblem(file, env) {
  const publisher = given(env, 'TESSERA_WINDOWS_PUBLISHER')
  if (publisher === undefined)
    return 'cannot be compared with its publisher: TESSERA_WINDOWS_PUBLISHER is not set'
  const roots = given(env, 'TESSERA_WINDOWS_ROOTS') ?? SYSTEM_ROOTS.find((file) => fs.existsSync(file))
  if (roots === undefined)
    return 'cannot be verified: no root certificates were found, TESSERA_WINDOWS_ROOTS names such a file'
  const { ok, missing, out, err } = withFile(roots, (roots) =>
    tool('osslsigncode', ['verify', '-CAfile', roots, '-TSA-CAfile', roots, '-in', file])
  )
  if (missing) return 'cannot be verified: osslsigncode is not installed'
  const said = `${out}\n${err}`
  if (/No signature found/i.test(said)) return 'is not signed'
  if (!ok || !/^Signature verification: ok$/m.test(said))
    return 'has a signature that is not good, or whose roots are not trusted'
  // without it the signature ends with the certificate
  if (!/Timestamp Server Signature verification: ok/i.test(said)) return 'has no good time stamp'
  const subject = signerOf(said)
  return subject?.includes(publisher)
    ? undefined
    : 'is signed by somebody else than TESSERA_WINDOWS_PUBLISHER names'
}

/** Runs `use` with the path of a file that holds these certificates. */
function withFile(roots, use) {
  if (!roots.startsWith('-----BEGIN')) return use(roots)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tessera-roots-'))
  try {
    const file = path.join(folder, 'roots.pem')
    fs.writeFileSync(file, `${roots}\n`)
    return use(file)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** The common name and the organisation of who signed, in either form that OpenSSL prints a name. */
function signerOf(said) {
  const subject = /Signer's certificate:[\s\S]*?Subject: *(.+)/.exec(said)?.[1].trim()
  const parts = subject?.startsWith('/')
    ? subject.split(/\/(?=[A-Za-z]+=)/)
    : subject?.split(/, ?(?=[A-Za-z]+ ?=)/)
  return parts?.flatMap((part) => /^(?:CN|O) ?= ?(.+)$/.exec(part)?.[1] ?? [])
}
