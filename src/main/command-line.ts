// Brings `tessera bundle …` together with the process it runs in: the packaged app before it has a window, or plain Node.
import { Buffer } from 'node:buffer'
import { runBundleCommand } from './bundle/cli'
import type { CliSurroundings } from './bundle/cli-surroundings'
import { hiddenTerminal } from './bundle/cli-terminal'
import { createSealer } from './bundle/seal'
import { parsePolicy } from './policy/parse'

/** `words` begin with `bundle`; `sealWorker` is the path of the built worker. Answers the exit code. */
export function runCommandLine(words: readonly string[], sealWorker: string): Promise<number> {
  const { stdin, stdout, stderr } = process
  const surroundings: CliSurroundings = {
    out: (text) => write(stdout, text),
    err: (text) => write(stderr, text),
    terminal: stdin.isTTY ? hiddenTerminal(stdin, (text) => void stderr.write(text)) : undefined,
    input: async () => Buffer.concat(await stdin.toArray()),
    sealer: createSealer(sealWorker),
    now: () => new Date(),
    readPolicy: (bytes) => {
      const parsed = parsePolicy(bytes)
      return parsed.ok ? { ok: true, trustedKeys: parsed.policy.bundles.trustedKeys } : parsed
    },
    policyFault: (policy) => {
      const parsed = parsePolicy(Buffer.from(JSON.stringify(policy)))
      return parsed.ok ? undefined : parsed.problem
    }
  }
  return runBundleCommand(words.slice(1), surroundings)
}

/** The process may end once this resolves: nothing waits in a pipe's buffer any more. A reader that went away is no failure. */
function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.once('error', () => resolve())
    stream.write(text, () => resolve())
  })
}
