// A throw-away certification authority for trying out Windows' signatures: a root, a certificate for signing code and one for
// stamping the time. Nobody trusts it, and its keys are gone with its folder.
import path from 'node:path'
import { mustRun } from '../release/tool.mjs'

/**
 * @typedef {object} Authority paths of PEM files
 * @property {string} root
 * @property {string} certificate
 * @property {string} key
 * @property {string} publisher the common name in the certificate
 */

/**
 * @param {string} folder a private one
 * @param {string} [publisher]
 * @returns {Authority}
 */
export function createAuthority(folder, publisher = 'Tessera Test Publisher') {
  const [root, rootKey] = issue(folder, 'root', 'Tessera Test Root', [
    'basicConstraints=critical,CA:TRUE',
    'keyUsage=critical,keyCertSign,cRLSign'
  ])
  const issuer = ['-CA', root, '-CAkey', rootKey]
  const leaf = ['basicConstraints=critical,CA:FALSE', 'keyUsage=critical,digitalSignature']
  const [certificate, key] = issue(
    folder,
    'code',
    publisher,
    [...leaf, 'extendedKeyUsage=codeSigning'],
    issuer
  )
  issue(
    folder,
    'stamp',
    'Tessera Test Time Stamp',
    [...leaf, 'extendedKeyUsage=critical,timeStamping'],
    issuer
  )
  return { root, certificate, key, publisher }
}

function issue(folder, name, commonName, extensions, issuer = []) {
  const [certificate, key] = [path.join(folder, `${name}.pem`), path.join(folder, `${name}.key`)]
  const request = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-noenc',
    '-days',
    '2',
    '-subj',
    `/CN=${commonName}`
  ]
  const added = extensions.flatMap((extension) => ['-addext', extension])
  mustRun('openssl', [...request, ...added, ...issuer, '-keyout', key, '-out', certificate])
  return [certificate, key]
}
