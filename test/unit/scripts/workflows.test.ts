import { execFile, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import yaml from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { missingTools } from '../../../scripts/setup/packaging-tools.mjs'
import { stages } from '../../../scripts/test/stages.mjs'
import { put, scratch } from './scratch'

interface Step {
  name?: string
  uses?: string
  run?: string
  with?: Record<string, unknown>
  env?: Record<string, string>
}
interface Job {
  uses?: string
  environment?: string
  permissions?: unknown
  'timeout-minutes'?: number
  steps?: Step[]
}
interface Workflow {
  on: Record<string, unknown>
  permissions: unknown
  concurrency: unknown
  jobs: Record<string, Job>
}

const folder = join(import.meta.dirname, '../../../.github/workflows')
const lint = (...files: string[]) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    const command = join(import.meta.dirname, '../../../scripts/release/lint-workflows.mjs')
    execFile(process.execPath, [command, ...files], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr })
    })
  })

it('actionlint has nothing to say of the workflows, and something of a bad one', async () => {
  const bad = join(scratch(), 'bad.yml')
  put(
    bad,
    'on: push\njobs:\n  one:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ github.head_ref }}\n'
  )
  const [ours, other] = await Promise.all([lint(), lint(bad)])
  expect(ours).toEqual({ code: 0, said: '' })
  expect(other).toEqual({
    code: 1,
    said: expect.stringMatching(/^bad\.yml:6:\d+: "github\.head_ref" is potentially/) as string
  })
})

// by YAML 1.2, in which `on` is a word
const parsed = (text: string) => yaml.load(text, { schema: yaml.CORE_SCHEMA }) as Workflow
const stepsOf = (name: string, job: string) =>
  parsed(readFileSync(join(folder, name), 'utf8')).jobs[job]?.steps ?? []

describe.each(readdirSync(folder))('%s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8')
  const workflow = parsed(text)
  const jobs = Object.entries(workflow.jobs)
  const steps = jobs.flatMap(([job, { steps = [] }]) => steps.map((step) => ({ job, ...step })))

  it('runs only actions that are pinned by commit, and says of which version it is', () => {
    const uses = [...text.matchAll(/^ *(?:- )?uses: (.+)$/gm)].map(([, value = '']) => value)
    expect(uses.length).toBeGreaterThan(0)
    for (const value of uses)
      expect(value).toMatch(/^(\.\/\.github\/\S+|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/)
  })

  it('pins one action to one commit', () => {
    const pins = new Set([...text.matchAll(/uses: ([\w-]+\/[\w-]+@.+)$/gm)].map(([, pin = '']) => pin))
    const actions = new Set([...pins].map((pin) => pin.split('@')[0]))
    expect(pins.size).toBe(actions.size)
  })

  it('may read the sources and nothing more', () => {
    expect(workflow.permissions).toEqual({})
    for (const [, job] of jobs) expect(job.permissions).toEqual({ contents: 'read' })
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target')
    expect(workflow.concurrency).toBeDefined()
  })

  it('ends what hangs, and leaves no token in the checkout', () => {
    for (const [, job] of jobs) expect(job.uses !== undefined || (job['timeout-minutes'] ?? 0) > 0).toBe(true)
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts.length).toBeGreaterThan(0)
    for (const step of checkouts) expect(step.with).toMatchObject({ 'persist-credentials': false })
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/setup-node@'))) {
      expect(step.with).toMatchObject({ 'package-manager-cache': false })
    }
  })

  it('puts no expression into a script', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{')
  })

  it('reads secrets only in jobs of the environment "release", and hands them to single steps', () => {
    const { jobs: _jobs, ...top } = workflow
    expect(JSON.stringify(top)).not.toContain('secrets.')
    for (const [, { steps: _steps, ...job }] of jobs) expect(JSON.stringify(job)).not.toContain('secrets')
    for (const step of steps.filter((step) => JSON.stringify(step).includes('secrets.'))) {
      expect(workflow.jobs[step.job]?.environment).toBe('release')
      expect(JSON.stringify({ ...step, env: undefined })).not.toContain('secrets.')
      // whoever installs, fetches or builds has no business with them
      expect(step.run).not.toMatch(/npm (?:ci|install)|predist|build\.mjs|apt-get|brew|curl/)
    }
  })
})

it('the CI installs what the tests of packages need', () => {
  const words = readFileSync(join(folder, 'ci.yml'), 'utf8').split(/\s+/)
  expect(missingTools(() => false).filter((name: string) => !words.includes(name))).toEqual([])
})

it('the CI runs every stage on Linux; those of the packages as root, with name spaces restricted, and nothing skipped', () => {
  const runs = stepsOf('ci.yml', 'linux').flatMap(({ run = '' }) => (run.includes('npm test') ? [run] : []))
  const asked = runs.flatMap((run) => /npm test -- (.+)/.exec(run)?.[1]?.split(' ') ?? [])
  expect(new Set(asked)).toEqual(new Set(stages.map(({ name }) => name)))
  const asRoot = runs.find((run) => / package$/m.test(run))
  expect(asRoot).toMatch(
    /apparmor_restrict_unprivileged_userns=1\n.*sudo -E env .*TESSERA_NO_SKIPS=1 npm test -- .*\bdist package$/m
  )
})

describe.skipIf(process.platform === 'win32')('the notary’s key', () => {
  it.each([0, 3])('is a file while it is packed (ended by %i), no variable, and gone then', (code) => {
    const step = stepsOf('release.yml', 'package').find(({ env }) => env?.['NOTARY_KEY'] !== undefined)
    const temp = scratch({
      'bin/npm': `#!/bin/sh\ncat "$APPLE_API_KEY" > seen\nenv > environment\nexit ${code}\n`
    })
    chmodSync(join(temp, 'bin', 'npm'), 0o755)
    const env = {
      PATH: `${join(temp, 'bin')}${delimiter}${process.env['PATH']}`,
      RUNNER_TEMP: temp,
      NOTARY_KEY: 'first\nsecond'
    }
    // as a hosted runner starts it
    const { status } = spawnSync('bash', ['-e', '-c', step?.run ?? ''], { cwd: temp, env })
    expect(status).toBe(code)
    expect(readFileSync(join(temp, 'seen'), 'utf8')).toBe('first\nsecond\n')
    expect(readFileSync(join(temp, 'environment'), 'utf8')).not.toContain('second')
    expect(existsSync(join(temp, 'notary.p8'))).toBe(false)
  })
})
