import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'

// The reference lies beside the project where it is being built, and nowhere else.
const contractFile = fileURLToPath(new URL('../../../shared/mosaic/helpdesk.openapi.json', import.meta.url))

export interface RequestToCheck {
  method: string
  /** The raw path, with `/cis` and with its parts URL-encoded. */
  path: string
  query?: URLSearchParams
  /** The parsed JSON body; of a token request its text. */
  body?: unknown
}

export interface AnswerToCheck {
  method: string
  path: string
  status: number
  /** The parsed JSON body, undefined where there was none. */
  body?: unknown
}

/** Each check answers with what is wrong, in words; an empty list is a pass. */
export interface Contract {
  checkRequest(request: RequestToCheck): string[]
  checkAnswer(answer: AnswerToCheck): string[]
  /** The "Required permissions" that the text of an operation names; undefined where it names none or is not there. */
  permissionsOf(operation: { method: string; path: string }): string[] | undefined
}

type Schema = Record<string, unknown>
interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema: Schema
}
interface Body {
  required?: boolean
  content?: { 'application/json'?: { schema: Schema } }
}
interface Operation {
  description?: string
  parameters?: Parameter[]
  requestBody?: Body
  responses: Record<string, Body>
}
interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}
interface Found {
  operation: Operation
  template: string
}

/** The OpenAPI reference of Mosaic, or null (said on the console) where its file is not there. */
export function loadContract(): Contract | null {
  if (!existsSync(contractFile)) {
    console.log(
      'Contract tests are skipped: the OpenAPI reference ../shared/mosaic is not beside this project.'
    )
    return null
  }
  const document = closed(JSON.parse(readFileSync(contractFile, 'utf8'))) as Document
  const options = { strict: false, allErrors: true }
  const bodies = addFormats(new Ajv(options))
  const texts = addFormats(new Ajv({ ...options, coerceTypes: true }))
  const compiled = new Map<Schema, ValidateFunction>()

  const check = (ajv: Ajv, schema: Schema, value: unknown, what: string): string[] => {
    const validate = compiled.get(schema) ?? ajv.compile({ ...schema, components: document.components })
    compiled.set(schema, validate)
    if (validate(value)) return []
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      return `${what}${instancePath} ${message ?? 'is wrong'} ${JSON.stringify(params)}`
    })
  }
  return {
    checkRequest(request) {
      if (isTokenPath(request.path)) return tokenProblems(request)
      const found = find(document, request.method, request.path)
      if (!found) return [`${request.method} ${request.path} is not an operation`]
      return [
        ...pathProblems(request.path),
        ...queryProblems(found.operation, request.query, (schema, value, name) =>
          check(texts, schema, value, name)
        ),
        ...bodyProblems(found.operation, request.body, (schema, body) => check(bodies, schema, body, 'body'))
      ]
    },
    checkAnswer({ method, path, status, body }) {
      const found = find(document, method, path)
      if (!found) return [`${method} ${path} is not an operation`]
      const response = found.operation.responses[status]
      if (!response) return [`${method} ${found.template} does not document status ${status}`]
      if (status === 204) return body === undefined ? [] : ['a 204 has no body']
      const schema = response.content?.['application/json']?.schema
      return schema ? check(bodies, schema, body, `${status} body`) : []
    },
    permissionsOf({ method, path }) {
      const text = document.paths[path]?.[method.toLowerCase()]?.description ?? ''
      const named = /\*\*Required permissions\*\*:([^\n]+)/.exec(text)?.[1]
      return named?.match(/(?<=`)[\w[\]*-]+:[a-z]+(?=`)/g) ?? undefined
    }
  }
}

/**
 * Makes every object with known fields refuse others, so that neither side invents any; and `oneOf` an `anyOf`,
 * because two of the variants (magic link and e-mail code) are the same.
 */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed)
  if (typeof node !== 'object' || node === null) return node
  const copy: Schema = {}
  for (const [key, value] of Object.entries(node)) copy[key === 'oneOf' ? 'anyOf' : key] = closed(value)
  if (copy['type'] === 'object' && typeof copy['properties'] === 'object')
    copy['additionalProperties'] = false
  return copy
}

function find(document: Document, method: string, path: string): Found | undefined {
  const parts = path.replace(/^\/cis/, '').split('/')
  const fits = (template: string): boolean => {
    const pattern = template.split('/')
    return (
      pattern.length === parts.length && pattern.every((part, i) => part.startsWith('{') || part === parts[i])
    )
  }
  // fewest variables first: /v1/users/count before /v1/users/{user_id}
  const variables = (template: string): number => template.split('{').length
  const templates = Object.keys(document.paths)
    .filter(fits)
    .sort((a, b) => variables(a) - variables(b))
  for (const template of templates) {
    const operation = document.paths[template]?.[method.toLowerCase()]
    if (operation) return { operation, template }
  }
  return undefined
}

function pathProblems(path: string): string[] {
  if (!path.startsWith('/cis/')) return [`${path} is not below /cis`]
  return path.split('/').flatMap((part) => {
    try {
      return encodeURIComponent(decodeURIComponent(part)) === part
        ? []
        : [`path part ${part} is not URL-encoded`]
    } catch {
      return [`path part ${part} cannot be decoded`]
    }
  })
}

function queryProblems(
  { parameters = [] }: Operation,
  query: URLSearchParams = new URLSearchParams(),
  check: (schema: Schema, value: string, name: string) => string[]
): string[] {
  const known = parameters.filter((parameter) => parameter.in === 'query')
  const missing = known.filter(({ name, required }) => required && !query.has(name))
  const given = [...query].flatMap(([name, value]) => {
    const parameter = known.find((it) => it.name === name)
    return parameter ? check(parameter.schema, value, `query ${name}`) : [`query ${name} is not a parameter`]
  })
  return [...missing.map(({ name }) => `query ${name} is missing`), ...given]
}

function bodyProblems(
  { requestBody }: Operation,
  body: unknown,
  check: (schema: Schema, body: unknown) => string[]
): string[] {
  if (body === undefined) return requestBody?.required ? ['the body is missing'] : []
  const schema = requestBody?.content?.['application/json']?.schema
  return schema ? check(schema, body) : ['this operation takes no body']
}

function isTokenPath(path: string): boolean {
  return path === '/oidc/token' || path === '/cis/oidc/token'
}

/** The token endpoint is not in the reference; API.md §1.2 says what it takes. */
function tokenProblems({ method, body }: RequestToCheck): string[] {
  const known = ['grant_type', 'client_id', 'client_secret', 'resource']
  const form = new URLSearchParams(typeof body === 'string' ? body : '')
  return [
    ...(method === 'POST' ? [] : ['a token is fetched by POST']),
    ...(form.get('grant_type') === 'client_credentials' ? [] : ['grant_type is not client_credentials']),
    ...['client_id', 'client_secret'].filter((name) => !form.get(name)).map((name) => `${name} is missing`),
    ...[...form.keys()].filter((name) => !known.includes(name)).map((name) => `${name} is not a field`)
  ]
}
