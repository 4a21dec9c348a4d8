import { isDeepStrictEqual } from 'node:util'
import { type BundleFile, bundleFile } from '../../shared/bundle'
import { mostBundledTenants } from '../../shared/bundle-limits'
import { firstFault, issueWords } from '../storage/issue-words'
import { holdsLoneSurrogate } from './canonical'
import { bundleFaults } from './faults'
import { structureFault } from './structure'

/** Room for the most that the schema takes: 20 million characters of secrets and a thousand tenants. */
export const largestBundle = 25 * 1024 * 1024

/** The problem is a sentence or two for whoever made or chose the file; it names places and members and quotes no value. */
export type ParsedBundle = { ok: true; bundle: BundleFile } | { ok: false; problem: string }

/**
 * Reads a bundle file. What it answers is the whole document and nothing else, so that it can be verified as it is. Never throws.
 * A signature is not looked at (`verifyBundle`), and neither is what a policy's rules say together: that is for the policy's own
 * parser.
 */
export function parseBundle(bytes: Uint8Array): ParsedBundle {
  if (bytes.length > largestBundle) return refused(`It is larger than ${largestBundle / 1024 / 1024} MiB.`)
  let text: string
  try {
    // without the byte order mark that Windows' own tools write
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refused('It is not valid JSON: it is no UTF-8 text.')
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return refused(`It is not valid JSON${lineOf(error, text)}.`)
  }
  const fault = headFault(json) ?? structureFault(text) ?? crowdFault(json)
  return fault === undefined ? checked(json, text) : refused(fault)
}

/** The text of a bundle file that `parseBundle` reads back. */
export function formatBundle(bundle: BundleFile): string {
  return `${JSON.stringify(bundle, null, 2)}\n`
}

function checked(json: unknown, text: string): ParsedBundle {
  const parsed = bundleFile.safeParse(json)
  if (!parsed.success) {
    return refused(firstFault(parsed.error.issues.map((issue) => issueWords(issue, 'bundle'))))
  }
  const bundle = parsed.data
  const faults = bundleFaults(bundle)
  if (faults.length > 0) return refused(firstFault(faults))
  // what is signed is the file: a schema that trims or drops something would let something else be used
  return isDeepStrictEqual(json, bundle) && !(halves.test(text) && holdsLoneSurrogate(json))
    ? { ok: true, bundle }
    : refused('Some text in it is not accepted as it stands.')
}

/** Only so can half a character, which has no canonical form, stand in a text that was UTF-8. */
const halves = /\\u[Dd][89A-Fa-f]/

function headFault(json: unknown): string | undefined {
  const { format, version } = fieldsOf(json)
  if (format !== 'tessera-bundle') return 'It is no bundle of Tessera: “format” must be tessera-bundle.'
  return typeof version === 'number' && version > 1
    ? 'It was made for a newer version of Tessera: “version” is newer than this one knows.'
    : undefined
}

/** The schema says so too, but only after it has looked at each entry: a file full of them would take it very long. */
function crowdFault(json: unknown): string | undefined {
  const { tenants } = fieldsOf(json)
  if (!Array.isArray(tenants)) return undefined
  if (tenants.length > mostBundledTenants) return `“tenants” must be at most ${mostBundledTenants}.`
  const crowded = tenants.findIndex((tenant) => {
    const { applications } = fieldsOf(tenant)
    return Array.isArray(applications) && applications.length > 51
  })
  return crowded < 0 ? undefined : `“tenants[${crowded}].applications” must be at most 51.`
}

const fieldsOf = (json: unknown): Record<string, unknown> =>
  typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {}

/** Where it went wrong, as far as the parser says it. Its own words are not used: they quote the file. */
function lineOf(error: unknown, text: string): string {
  const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined
  return position === undefined ? '' : ` (line ${text.slice(0, Number(position)).split('\n').length})`
}

const refused = (problem: string): ParsedBundle => ({ ok: false, problem })
