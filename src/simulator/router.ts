import type { Answer } from './http'
import { badRequest, problem } from './problems'
import type { Tenant } from './state'
import type { Client, JsonObject } from './types'

/** One authorized call, as a handler sees it. */
export interface Call {
  tenant: Tenant
  client: Client
  /** The decoded variable parts of the path, in their order. */
  params: string[]
  query: URLSearchParams
  body: JsonObject | undefined
}

export interface Route {
  method: string
  /** Below `/cis`; a segment `*` is variable. */
  path: string
  /** Any one of these permissions is enough (API.md §1.3); `admin` asks for a management client's token. */
  permissions: readonly string[] | 'admin'
  handler: (call: Call) => Answer
}

export interface Match {
  route: Route
  params: string[]
}

interface Entry {
  route: Route
  segments: string[]
}

/** Finds routes by method and number of segments, so that a look-up compares a handful of candidates. */
export class Router {
  readonly #entries = new Map<string, Entry[]>()

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      const segments = route.path.split('/').slice(1)
      const key = `${route.method} ${segments.length}`
      const entries = this.#entries.get(key) ?? []
      // `/v1/users/count` has to win over `/v1/users/*`
      entries.push({ route, segments })
      entries.sort((a, b) => (rank(a.segments) < rank(b.segments) ? -1 : 1))
      this.#entries.set(key, entries)
    }
  }

  /** Finds the route of a raw path. Unknown path or method: 404. A path that cannot be decoded: 400. */
  find(method: string, path: string): Match {
    if (path.startsWith('/cis/')) {
      const segments = path.slice('/cis/'.length).split('/')
      for (const entry of this.#entries.get(`${method} ${segments.length}`) ?? []) {
        if (entry.segments.every((segment, i) => segment === '*' || segment === segments[i])) {
          return { route: entry.route, params: variableParts(entry.segments, segments) }
        }
      }
    }
    throw problem(404, `Cannot ${method} ${path}`)
  }
}

function rank(segments: string[]): string {
  return segments.map((segment) => (segment === '*' ? '1' : '0')).join('')
}

function variableParts(pattern: string[], segments: string[]): string[] {
  try {
    return segments.filter((_, i) => pattern[i] === '*').map(decodeURIComponent)
  } catch {
    throw badRequest('The path cannot be decoded')
  }
}
