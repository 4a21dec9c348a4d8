/** The policy of the one page. `nonce` admits the component kit's style element and is new for each load. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'none'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'none'",
    "worker-src 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'"
  ].join('; ')
}

/** An asset that is opened by itself can do nothing at all. */
const assetPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-dns-prefetch-control': 'off',
  'x-frame-options': 'DENY'
}

// What a helpdesk console never needs; every request is also refused in the session. USB, HID and serial are switched off
// in the engine itself (windowOptions).
const features = [
  'camera',
  'clipboard-read',
  'display-capture',
  'geolocation',
  'idle-detection',
  'local-fonts',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'xr-spatial-tracking'
]
const permissionsPolicy = features.map((feature) => `${feature}=()`).join(', ')

/** Headers of index.html. It is never stored: its nonce must not come back. */
export function pageHeaders(type: string, nonce: string): Record<string, string> {
  return {
    ...everywhere,
    'content-type': type,
    'content-security-policy': pagePolicy(nonce),
    'permissions-policy': permissionsPolicy,
    'cache-control': 'no-store'
  }
}

/** Headers of everything else. */
export function assetHeaders(type: string): Record<string, string> {
  return {
    ...everywhere,
    'content-type': type,
    'content-security-policy': assetPolicy,
    'cache-control': 'no-cache'
  }
}
