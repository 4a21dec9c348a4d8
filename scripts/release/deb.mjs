// A deb's own signature, as debsigs puts it there and debsig-verify reads it: the member `_gpgorigin` of the archive signs the other
// three, one after the other. Read here rather than by debsig-verify, which is not to be had on macOS, where the whole release
// can be checked in one place; a test holds both against each other.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { isSignedBy } from './gpg.mjs'

const HEAD = '!<arch>\n'
const MEMBERS = [/^debian-binary$/, /^control\.tar(?:\.\w+)?$/, /^data\.tar(?:\.\w+)?$/]

/**
 * @param {string} file
 * @param {import('./gpg.mjs').Gpg} gpg
 * @returns {string | undefined} what is wrong; undefined for a package that is signed by the key
 */
export function debProblem(file, gpg) {
  const members = membersOf(fs.readFileSync(file))
  if (members === undefined) return 'is not a Debian package'
  const [signature, ...others] = members.filter(({ name }) => name.startsWith('_gpg'))
  if (signature === undefined) return 'is not signed'
  const content = members.filter(({ name }) => !name.startsWith('_gpg'))
  // anything more would be unsigned, and a second data.tar is what some would unpack
  const plain =
    content.length === MEMBERS.length && MEMBERS.every((pattern, at) => pattern.test(content[at].name))
  if (!plain || others.length > 0 || signature.name !== '_gpgorigin')
    return 'has other members than a signed package has'
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tessera-deb-'))
  try {
    const [signed, detached] = [path.join(folder, 'signed'), path.join(folder, 'signature')]
    fs.writeFileSync(signed, Buffer.concat(content.map(({ bytes }) => bytes)))
    fs.writeFileSync(detached, signature.bytes)
    return isSignedBy(detached, signed, gpg)
      ? undefined
      : 'has a signature that is not good, or not by the key of this release'
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** The members of an `ar` archive in their order, or undefined for anything else. */
export function membersOf(bytes) {
  if (bytes.subarray(0, HEAD.length).toString('latin1') !== HEAD) return undefined
  const members = []
  for (let at = HEAD.length; at < bytes.length;) {
    const head = bytes.subarray(at, at + 60).toString('latin1')
    // name 16, date 12, owner 6, group 6, mode 8, size 10, end 2
    const size = /^\d+ *$/.test(head.slice(48, 58)) ? Number.parseInt(head.slice(48, 58), 10) : undefined
    if (head.length < 60 || head.slice(58) !== '`\n' || size === undefined || at + 60 + size > bytes.length)
      return undefined
    members.push({
      name: head.slice(0, 16).trimEnd().replace(/\/$/, ''),
      bytes: bytes.subarray(at + 60, at + 60 + size)
    })
    at += 60 + size + (size % 2)
  }
  return members
}
