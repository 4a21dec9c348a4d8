import { doSealJob } from '../../../src/main/bundle/age'
import { runBundleCommand } from '../../../src/main/bundle/cli'
import type { CliSurroundings } from '../../../src/main/bundle/cli-surroundings'
import { Interrupted } from '../../../src/main/bundle/cli-surroundings'
import { createSealerWith } from '../../../src/main/bundle/seal'
import { parsePolicy } from '../../../src/main/policy/parse'

export const sealer = createSealerWith((job) => doSealJob(job, 1))

export interface Run {
  code: number
  out: string
  err: string
  /** what was asked for on the terminal */
  asked: string[]
}

interface Typing {
  /** what is typed at each question, in turn; after the last one Ctrl-C. Absent: there is no terminal */
  typed?: string[]
  /** what comes through standard input */
  piped?: string | Uint8Array
}

/** Runs `tessera bundle …` in this process. */
export async function tessera(words: string[], { typed, piped = '' }: Typing = {}): Promise<Run> {
  const run = { out: '', err: '', asked: [] as string[] }
  const answers = [...(typed ?? [])]
  const surroundings: CliSurroundings = {
    out: async (text) => void (run.out += text),
    err: async (text) => void (run.err += text),
    terminal: typed && {
      askHidden: async (question) => {
        run.asked.push(question)
        const answer = answers.shift()
        if (answer === undefined) throw new Interrupted()
        return answer
      }
    },
    input: async () => Buffer.from(piped),
    sealer,
    now: () => new Date('2026-12-24T18:00:00Z'),
    readPolicy: (bytes) => {
      const parsed = parsePolicy(bytes)
      return parsed.ok ? { ok: true, trustedKeys: parsed.policy.bundles.trustedKeys } : parsed
    },
    policyFault: (policy) => {
      const parsed = parsePolicy(Buffer.from(JSON.stringify(policy)))
      return parsed.ok ? undefined : parsed.problem
    }
  }
  return { code: await runBundleCommand(words, surroundings), ...run }
}
