import { type Policy, type PolicyFile, policyFile } from '../../shared/policy'
import { firstFault, issueWords } from '../storage/issue-words'
import { policyFaults } from './faults'
import { fillPolicy } from './fill'

/** The problem is a sentence or two for whoever wrote the file. */
export type ParsedPolicy = { ok: true; policy: Policy; file: PolicyFile } | { ok: false; problem: string }

/** Reads the contents of a policy file. Never throws. */
export function parsePolicy(bytes: Uint8Array): ParsedPolicy {
  const text = textOf(bytes)
  if (text === undefined) return { ok: false, problem: 'It is not valid JSON: it is no UTF-8 text.' }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { ok: false, problem: `It is not valid JSON${lineOf(error, text)}.` }
  }
  if (isNewer(json)) return { ok: false, problem: '“version” is newer than this version of Tessera knows.' }
  const parsed = policyFile.safeParse(json)
  return parsed.success
    ? checkPolicy(parsed.data)
    : refused(parsed.error.issues.map((issue) => issueWords(issue, 'policy')))
}

/** A policy that has the right shape already, such as a bundle's: whether its rules can be followed. */
export function checkPolicy(file: PolicyFile): ParsedPolicy {
  const policy = fillPolicy(file)
  const faults = policyFaults(policy)
  return faults.length === 0 ? { ok: true, policy, file } : refused(faults)
}

/** Windows' own tools write a byte order mark, and PowerShell's UTF-16; undefined for what is neither that nor UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Where it went wrong, as far as the parser says it. Its own words are not used: they quote the file. */
function lineOf(error: unknown, text: string): string {
  const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined
  return position === undefined ? '' : ` (line ${text.slice(0, Number(position)).split('\n').length})`
}

function isNewer(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || !('version' in json)) return false
  return typeof json.version === 'number' && json.version > 1
}

function refused(faults: string[]): ParsedPolicy {
  return { ok: false, problem: firstFault(faults) }
}
