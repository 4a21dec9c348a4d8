import type { UnreachableCause } from '../../shared/errors'

/** Codes of Node's and OpenSSL's certificate and handshake errors, whose names follow a few patterns. */
const tlsCode =
  /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|EPROTO$|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERROR_IN_|HOSTNAME_MISMATCH$|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$|UND_ERR_PRX_TLS$)/

const dnsCode = /^(ENOTFOUND|EAI_[A-Z]+|ENODATA|ESERVFAIL|ENONAME)$/

const causes: Record<string, UnreachableCause> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  EHOSTDOWN: 'refused',
  ENETUNREACH: 'refused',
  ENETDOWN: 'refused',
  EADDRNOTAVAIL: 'refused',
  EACCES: 'refused',
  EPERM: 'refused',
  ETIMEDOUT: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  ENOTCONN: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reset'
}

/** The code of an error, or of the first one inside it: connecting to several addresses fails with an aggregate. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  if ('errors' in error && Array.isArray(error.errors)) return codeOf(error.errors[0])
  return ''
}

/** True when what came is not HTTP, or not such as can be read. */
export function isBadHttp(error: unknown): boolean {
  return (
    (error instanceof Error && error.name === 'HTTPParserError') ||
    codeOf(error) === 'UND_ERR_HEADERS_OVERFLOW'
  )
}

export function isTlsCode(code: string): boolean {
  return tlsCode.test(code)
}

/** Which of the ways of not reaching Mosaic a code stands for; undefined for errors that are none of them. */
export function unreachableCauseOf(code: string): UnreachableCause | undefined {
  if (isTlsCode(code)) return 'tls'
  return dnsCode.test(code) ? 'dns' : causes[code]
}
