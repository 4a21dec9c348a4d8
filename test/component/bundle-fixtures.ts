import type { BundleApplied, BundlePreview, TenantDifference } from '../../src/shared/bundle-view'
import { at } from './fixtures'

export function aPreview(more: Partial<BundlePreview> = {}): BundlePreview {
  return {
    previewId: 'preview-1',
    fileName: 'contoso.bundle.json',
    issuer: 'Kim of Contoso IT',
    bundleId: 'contoso-emea',
    serial: 7,
    createdAt: at('2026-06-02T09:00:00Z'),
    signature: { state: 'none' },
    warnings: [],
    newKeys: [],
    tenants: [aChange('added', 'Contoso Retail')],
    policy: [],
    defaults: [],
    secrets: 0,
    ...more
  }
}

export const aChange = (
  change: TenantDifference['change'],
  label: string,
  details: TenantDifference['details'] = []
): TenantDifference => ({ id: `t-${label}`, label, change, details })

export const applied = (more: Partial<BundleApplied> = {}): BundleApplied => ({
  added: 0,
  changed: 0,
  removed: 0,
  secrets: 0,
  problems: [],
  ...more
})

/** Every text that React's props hold in the page. */
export function textsInProps(): string[] {
  const held: string[] = []
  const seen = new Set<unknown>()
  const walk = (value: unknown): void => {
    if (typeof value === 'string') held.push(value)
    if (typeof value !== 'object' || value === null || seen.has(value) || value instanceof Node) return
    seen.add(value)
    for (const inner of Object.values(value)) walk(inner)
  }
  for (const node of document.querySelectorAll('*')) {
    for (const [key, value] of Object.entries(node)) if (key.startsWith('__reactProps')) walk(value)
  }
  return held
}
