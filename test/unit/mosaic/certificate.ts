import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

// Node reads certificates and cannot make any, and the openssl command is not everywhere: these few lines of DER can.

export interface Certificate {
  pem: string
  key: string
  name: string
  privateKey: KeyObject
}

interface Wanted {
  name: string
  /** DNS names; IPv4 addresses are recognised */
  hosts?: string[]
  /** self-signed when absent */
  issuer?: Certificate
  authority?: boolean
  expired?: boolean
}

export function makeCertificate({
  name,
  hosts = [],
  issuer,
  authority = false,
  expired = false
}: Wanted): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const day = 86_400_000
  const end = Date.now() + (expired ? -day : day)
  const extensions = [
    ...(authority
      ? [sequence(oid('551d13'), der(0x01, hex('ff')), octets(sequence(der(0x01, hex('ff')))))]
      : []),
    ...(hosts.length > 0 ? [sequence(oid('551d11'), octets(sequence(...hosts.map(hostName))))] : [])
  ]
  const body = sequence(
    der(0xa0, der(0x02, hex('02'))),
    der(0x02, Buffer.from([serial++])),
    ecdsaWithSha256,
    distinguishedName(issuer?.name ?? name),
    sequence(utcTime(end - 30 * day), utcTime(end)),
    distinguishedName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions))
  )
  const signature = sign('sha256', body, issuer?.privateKey ?? privateKey)
  const whole = sequence(body, ecdsaWithSha256, der(0x03, hex('00'), signature))
  const lines = whole.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()
  const pem = `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
  return { pem, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), name, privateKey }
}

let serial = 1

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const hex = (text: string) => Buffer.from(text, 'hex')
const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const octets = (content: Buffer) => der(0x04, content)
const oid = (text: string) => der(0x06, hex(text))
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
const distinguishedName = (name: string) =>
  sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))))
const utcTime = (time: number) =>
  der(0x17, Buffer.from(`${new Date(time).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`))

function hostName(host: string): Buffer {
  const isAddress = /^[\d.]+$/.test(host)
  return isAddress ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host))
}
