import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tls from 'node:tls'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { trustedRoots } from '../../../src/main/mosaic/ca'
import { makeCertificate } from './certificate'

const extra = makeCertificate({ name: 'Extra', authority: true }).pem
const folder = mkdtempSync(join(tmpdir(), 'tessera-ca-'))

afterEach(() => vi.unstubAllEnvs())
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('the trusted roots', () => {
  it('are Node’s own and the extra one', () => {
    const roots = trustedRoots(extra)
    expect(roots).toContain(extra)
    expect(roots.length).toBeGreaterThan(tls.rootCertificates.length / 2)
    expect(tls.createSecureContext({ ca: roots })).toBeDefined()
  })

  // newer Node reads this variable by itself, once at its start
  it.skipIf('getCACertificates' in tls)('take NODE_EXTRA_CA_CERTS in, where its file can be read', () => {
    const file = join(folder, 'company.pem')
    const company = makeCertificate({ name: 'Company', authority: true }).pem
    writeFileSync(file, company)
    vi.stubEnv('NODE_EXTRA_CA_CERTS', file)
    expect(trustedRoots(extra)).toContain(company)
    vi.stubEnv('NODE_EXTRA_CA_CERTS', join(folder, 'missing.pem'))
    expect(trustedRoots(extra)).toContain(extra)
  })
})
