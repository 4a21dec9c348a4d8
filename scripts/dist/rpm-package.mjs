import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

// how rpm calls the compression of what it carries
const payloads = { xz: 'w6.xzdio', xzmt: 'w6T0.xzdio', gzip: 'w9.gzdio', none: 'w.ufdio' }

// and the processors that Debian calls otherwise
const architectures = { amd64: 'x86_64', arm64: 'aarch64' }

// rpm's numbers for how each file is summed
const digests = { sha256: 8, sha384: 9, sha512: 10 }

/** Makes an rpm by rpmbuild. @param {import('./fpm-stand-in.mjs').Package} given */
export function makeRpm({ root, files, directories, option, depends, file }) {
  const payload = payloads[option('--rpm-compression')]
  if (payload === undefined) throw new Error(`an rpm cannot be compressed by ${option('--rpm-compression')}`)
  const digest = digests[option('--rpm-digest') ?? 'sha256']
  if (digest === undefined) throw new Error(`an rpm's files are not summed by ${option('--rpm-digest')}`)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rpm-'))
  try {
    const spec = path.join(folder, 'package.spec')
    fs.writeFileSync(spec, specOf({ files, directories, option, depends, payload, digest }))
    const args = [
      '-bb',
      '--quiet',
      '--buildroot',
      root,
      '--target',
      `${architectures[option('--architecture')]}-linux`
    ]
    execFileSync('rpmbuild', [...args, '--define', `_topdir ${folder}`, spec], {
      stdio: ['ignore', 'ignore', 'inherit']
    })
    const made = fs
      .readdirSync(path.join(folder, 'RPMS'), { recursive: true })
      .find((name) => name.endsWith('.rpm'))
    fs.copyFileSync(path.join(folder, 'RPMS', made), file)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

function specOf({ files, directories, option, depends, payload, digest }) {
  return [
    // the files are in place already, and none is to be stripped, compiled or looked through for what it needs
    '%global __os_install_post %{nil}',
    '%global _build_id_links none',
    `%global _binary_payload ${payload}`,
    `%global _binary_filedigest_algorithm ${digest}`,
    'AutoReqProv: no',
    `Name: ${plain(option('--name'))}`,
    `Version: ${plain(option('--version'))}`,
    'Release: 1',
    `Summary: ${plain(option('--rpm-summary') ?? option('--description'))}`,
    `License: ${plain(option('--license') ?? 'proprietary')}`,
    `Group: ${plain(option('--category') ?? 'default')}`,
    `URL: ${plain(option('--url'))}`,
    `Vendor: ${plain(option('--vendor'))}`,
    `Packager: ${plain(option('--maintainer'))}`,
    ...depends.map((name) => `Requires: ${plain(name)}`),
    '%description',
    plain(option('--description')),
    '%post',
    script(option('--after-install')),
    '%postun',
    script(option('--after-remove')),
    '%files',
    '%defattr(-,root,root,-)',
    ...directories.map((name) => `%dir "/${plain(name)}"`),
    ...files.map((name) => `"/${plain(name)}"`),
    ''
  ].join('\n')
}

/** One line, in which nothing is a macro. */
const plain = (text) => text.trim().replaceAll(/\s+/g, ' ').replaceAll('%', '%%')

/** rpm's scripts have no first line of their own: sh is what it runs them by. */
const script = (file) =>
  fs
    .readFileSync(file, 'utf8')
    .replace(/^#!.*\n/, '')
    .replaceAll('%', '%%')
