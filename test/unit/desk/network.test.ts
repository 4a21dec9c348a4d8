import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readCa, routeTo, viewOf } from '../../../src/main/desk/network'
import type { Ways } from '../../../src/main/mosaic/connection'
import { failureOf } from './practice-desk'

let folder: string
let pem: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tessera-network-'))
  pem = join(folder, 'company-ca.pem')
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      '/CN=Company CA',
      '-days',
      '2',
      '-keyout',
      join(folder, 'key.pem'),
      '-out',
      pem
    ],
    { stdio: 'ignore' }
  )
})
afterAll(() => rm(folder, { recursive: true }))

const host = 'https://api.example.com'
const listed: Ways = [{ kind: 'http', url: 'http://proxy.example:3128' }, { kind: 'direct' }]
const system = vi.fn(async () => listed)

describe('routeTo', () => {
  it('follows the system, the manual proxy, or none', async () => {
    expect(await routeTo(host, { proxy: { mode: 'system' } }, system)).toEqual({ ways: listed })
    expect(await routeTo(host, { proxy: { mode: 'manual', host: '10.0.0.1', port: 8080 } }, system)).toEqual({
      ways: [{ kind: 'http', url: 'http://10.0.0.1:8080' }]
    })
    expect(await routeTo(host, { proxy: { mode: 'none' } }, system)).toEqual({ ways: [{ kind: 'direct' }] })
  })

  it('never sends what stays on this machine through a proxy', async () => {
    system.mockClear()
    expect(await routeTo('http://127.0.0.1:8790', { proxy: { mode: 'system' } }, system)).toEqual({
      ways: [{ kind: 'direct' }]
    })
    expect(system).not.toHaveBeenCalled()
  })

  it.each([
    ['is missing', undefined, 'The file cannot be read.'],
    ['is damaged', 'hello', 'The file holds no certificate in PEM form.']
  ])('leads nowhere over HTTPS when the extra CA file %s, and says so', async (_, content, problem) => {
    const file = join(folder, 'lost-ca.pem')
    if (content !== undefined) await writeFile(file, content)
    const settings = { proxy: { mode: 'none' as const }, extraCaFile: file }
    const error = await failureOf(routeTo(host, settings, system))
    expect(error).toEqual({
      kind: 'unreachable',
      cause: 'tls',
      host: 'api.example.com',
      caFile: { fileName: 'lost-ca.pem', problem },
      detail: `the extra CA file lost-ca.pem: ${problem}`
    })
    expect(JSON.stringify(error)).not.toContain(folder)
    expect(await routeTo('http://127.0.0.1:8790', settings, system)).toEqual({ ways: [{ kind: 'direct' }] })
  })

  it('adds the certificates of the extra CA file, and nothing else from it', async () => {
    await writeFile(
      join(folder, 'mixed.pem'),
      `${await readFile(join(folder, 'key.pem'), 'utf8')}\n${await readFile(pem, 'utf8')}`
    )
    const route = await routeTo(
      host,
      { proxy: { mode: 'none' }, extraCaFile: join(folder, 'mixed.pem') },
      system
    )
    expect(route.extraCa).toContain('BEGIN CERTIFICATE')
    expect(route.extraCa).not.toContain('PRIVATE KEY')
  })
})

describe('readCa', () => {
  it.each([
    ['missing.pem', undefined, /cannot be read/],
    ['text.pem', 'hello', /no certificate/],
    ['broken.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', /damaged/]
  ])('says what is wrong with %s', async (name, content, problem) => {
    const file = join(folder, name)
    if (content !== undefined) await writeFile(file, content)
    const ca = await readCa(file)
    expect(!ca.ok && ca.problem).toMatch(problem)
    expect(await viewOf({ proxy: { mode: 'none' }, extraCaFile: file })).toMatchObject({
      extraCa: { fileName: name, problem: expect.stringMatching(problem) as string }
    })
  })

  it('shows a good one by its name, never by its path', async () => {
    expect(await viewOf({ proxy: { mode: 'system' }, extraCaFile: pem })).toEqual({
      proxy: { mode: 'system' },
      extraCa: { fileName: 'company-ca.pem' }
    })
  })
})
