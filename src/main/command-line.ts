// What is done instead of opening the window, in the process it runs in: the packaged app before it has a display, or plain Node.
import { Buffer } from 'node:buffer'
import { runBundleCommand } from './bundle/cli'
import type { CliSurroundings } from './bundle/cli-surroundings'
import { hiddenTerminal } from './bundle/cli-terminal'
import { createSealer } from './bundle/seal'
import { helpText, versionText } from './command-help'
import { type Examination, reportOf } from './diagnose/in-process'
import { parsePolicy } from './policy/parse'
import { writeAtomically } from './storage/atomic-write'

export type Command =
  | { kind: 'bundle'; words: readonly string[] }
  | { kind: 'help' | 'version' }
  | { kind: 'diagnose'; file?: string }
  | { kind: 'refused'; problem: string }

export interface CommandHost {
  version: string
  /** `process.versions` */
  versions: Readonly<Record<string, string | undefined>>
  /** path of the built worker */
  sealWorker: string
  /** starts the process that looks at everything; absent where there is no app to start */
  examine?: ((into: string, temporary: string) => Examination) | undefined
}

/** Answers the exit code: 0 done, 1 not or in need of attention, 2 not understood, 130 interrupted. */
export async function runCommandLine(command: Command, host: CommandHost): Promise<number> {
  const { stdout, stderr } = process
  switch (command.kind) {
    case 'bundle':
      return runBundleCommand(command.words.slice(1), surroundings(host.sealWorker))
    case 'help':
      await write(stdout, helpText)
      return 0
    case 'version':
      await write(stdout, versionText(host.version, host.versions))
      return 0
    case 'diagnose':
      return runDiagnosis(command.file, host)
    case 'refused':
      await write(stderr, `tessera: ${command.problem} tessera --help says what there is.\n`)
      return 2
  }
}

async function runDiagnosis(file: string | undefined, { version, examine }: CommandHost): Promise<number> {
  const { stdout, stderr } = process
  if (examine === undefined) {
    await write(stderr, 'tessera: only the app itself can look: npm start -- --diagnose.\n')
    return 2
  }
  const report = await reportOf(examine, version)
  if (report === 'interrupted') return 130
  await write(stdout, report.text)
  if (file !== undefined) {
    try {
      await writeAtomically(file, report.text)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
      await write(stderr, `tessera: the report could not be written to the file (${code}).\n`)
      return 1
    }
  }
  return report.attention === 0 ? 0 : 1
}

function surroundings(sealWorker: string): CliSurroundings {
  const { stdin, stdout, stderr } = process
  return {
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
}

/** The process may end once this resolves: nothing waits in a pipe's buffer any more. A reader that went away is no failure. */
function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.once('error', () => resolve())
    stream.write(text, () => resolve())
  })
}
