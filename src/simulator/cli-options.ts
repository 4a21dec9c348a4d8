import { parseArgs } from 'node:util'
import type { Simulator } from './server'

export interface CliOptions {
  port: number
  /** One line of JSON instead of text, and the control endpoint opened: for tests. */
  json: boolean
  empty: boolean
  /** so many tenants in one process, each with a port, clients and people of its own; told in one JSON array */
  count?: number
}

/** More are more sockets than one process may open on some systems. */
const mostTenants = 500

/** Reads `--port N --json --empty --count N`. Throws an Error whose message can be shown. */
export function readCliOptions(args: string[]): CliOptions {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      json: { type: 'boolean' },
      empty: { type: 'boolean' },
      count: { type: 'string' }
    }
  })
  const json = values.json ?? false
  // a person wants the same address again, a test any free port
  const port = values.port === undefined ? (json ? 0 : 8790) : Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error('--port must be a number from 0 to 65535')
  const options = { port, json, empty: values.empty ?? false }
  if (values.count === undefined) return options
  const count = Number(values.count)
  if (!Number.isInteger(count) || count < 1 || count > mostTenants)
    throw new Error(`--count must be a number from 1 to ${mostTenants}`)
  if (!json || port !== 0) throw new Error('--count goes with --json and without --port')
  return { ...options, count }
}

/** What a test needs to know of many, in one line. */
export function describeAllAsJson(simulators: Simulator[]): string {
  return `[${simulators.map(describeAsJson).join()}]`
}

/** What a test needs to know, in one line. */
export function describeAsJson(simulator: Simulator): string {
  const { url, clientId, clientSecret, appId, appName, redirectUri } = simulator
  const { management, limited, secondApp, controlToken } = simulator
  return JSON.stringify({
    url,
    clientId,
    clientSecret,
    appId,
    appName,
    redirectUri,
    managementClientId: management.clientId,
    managementClientSecret: management.clientSecret,
    limitedClientId: limited.clientId,
    limitedClientSecret: limited.clientSecret,
    secondAppId: secondApp.appId,
    secondAppClientId: secondApp.clientId,
    secondAppClientSecret: secondApp.clientSecret,
    controlToken
  })
}

/** What a person needs to know. */
export function describeAsText(simulator: Simulator): string {
  const { url, clientId, clientSecret, appId, appName } = simulator
  return [
    `The practice tenant answers at ${url} until this command is stopped (Ctrl+C).`,
    '',
    `  API host       ${url}`,
    `  Client ID      ${clientId}`,
    `  Client secret  ${clientSecret}   (new at each start)`,
    `  App ID         ${appId}   (${appName})`,
    '',
    'To use it in Tessera: Tenant, Add tenant, environment Sandbox, and the first three values above.'
  ].join('\n')
}
