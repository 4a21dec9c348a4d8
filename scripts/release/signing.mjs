// What the environment says about signing, as electron-builder wants it told. It reads the certificates and passwords
// from the same variables itself: no secret ever stands in a configuration.
import { given } from './secrets.mjs'

const ENTITLEMENTS = 'build/mac/entitlements.mac.plist'
const AZURE = [
  'AZURE_TENANT_ID',
  'AZURE_CLIENT_ID',
  'AZURE_CLIENT_SECRET',
  'AZURE_TRUSTED_SIGNING_ENDPOINT',
  'AZURE_TRUSTED_SIGNING_ACCOUNT',
  'AZURE_TRUSTED_SIGNING_PROFILE',
  'TESSERA_WINDOWS_PUBLISHER'
]
const NOTARY = ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER']

/**
 * Parts of electron-builder's configuration, by platform. Without keys a platform's packages are made unsigned, which
 * `npm run release` refuses; with keys electron-builder fails when it cannot sign (`forceCodeSigning`).
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ win: import('electron-builder').WindowsConfiguration, mac: import('electron-builder').MacConfiguration }}
 * @throws an Error that names the variables that are missing when some of a set are there; never a value
 */
export function signingFrom(env) {
  return { win: windows(env), mac: mac(env) }
}

function windows(env) {
  const certificate = given(env, 'WIN_CSC_LINK') ?? given(env, 'CSC_LINK')
  const publisher = given(env, 'TESSERA_WINDOWS_PUBLISHER')
  if (AZURE.some((name) => name !== 'TESSERA_WINDOWS_PUBLISHER' && given(env, name))) {
    // on a Mac that builds for itself CSC_LINK is another certificate
    if (given(env, 'WIN_CSC_LINK'))
      throw new Error('Windows is signed either by WIN_CSC_LINK or by Azure, and both are set')
    requireAll(env, AZURE, 'Azure Trusted Signing')
    return {
      forceCodeSigning: true,
      azureSignOptions: {
        publisherName: publisher,
        endpoint: given(env, 'AZURE_TRUSTED_SIGNING_ENDPOINT'),
        codeSigningAccountName: given(env, 'AZURE_TRUSTED_SIGNING_ACCOUNT'),
        certificateProfileName: given(env, 'AZURE_TRUSTED_SIGNING_PROFILE'),
        timestampRfc3161: 'http://timestamp.acs.microsoft.com'
      }
    }
  }
  if (certificate === undefined) return {}
  return {
    forceCodeSigning: true,
    signtoolOptions: {
      // SHA-1 is for Windows before 8
      signingHashAlgorithms: ['sha256'],
      // the time stamp is itself signed, so that plain HTTP takes nothing from it
      rfc3161TimeStampServer: 'http://timestamp.digicert.com',
      // the updater compares it with the signature of what it downloaded
      ...(publisher !== undefined && { publisherName: publisher })
    }
  }
}

function mac(env) {
  const runtime = {
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: ENTITLEMENTS,
    entitlementsInherit: ENTITLEMENTS
  }
  const notarize = NOTARY.some((name) => given(env, name) !== undefined)
  if (notarize) requireAll(env, NOTARY, 'notarisation')
  const name = given(env, 'CSC_NAME')
  if (name === undefined && given(env, 'CSC_LINK') === undefined) {
    if (notarize) throw new Error('for notarisation the app must be signed: CSC_LINK or CSC_NAME is missing')
    // not whatever identity the builder's keychain happens to hold
    return { ...runtime, identity: null, notarize: false }
  }
  return { ...runtime, forceCodeSigning: true, notarize, ...(name !== undefined && { identity: name }) }
}

function requireAll(env, names, what) {
  const missing = names.filter((name) => given(env, name) === undefined)
  if (missing.length > 0) throw new Error(`for ${what} these are missing: ${missing.join(', ')}`)
}
