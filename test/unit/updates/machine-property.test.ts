import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { UpdateMode } from '../../../src/shared/updates'
import { openMachine, settle, stopped } from './fake-engine'

type World = ReturnType<typeof openMachine>['world']

type Turn =
  | { do: 'check' | 'install' | 'settle' }
  /** comes about while a file is checked */
  | { do: 'late'; set: Partial<Pick<World, 'mode' | 'busy'>> }
  | {
      do: 'world'
      set: Partial<Pick<World, 'mode' | 'busy' | 'offered' | 'lookFails' | 'downloadFails' | 'verifyFails'>>
    }

const failure = fc.option(
  fc
    .constantFrom('unreachable', 'signature', 'damaged', 'downgrade', 'install')
    .map((why) => stopped(why as 'install')),
  { nil: undefined, freq: 2 }
)
const modes: UpdateMode[] = ['automatic', 'tell', 'off']
const turn: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Turn>({ do: 'check' }, { do: 'install' }, { do: 'settle' }) },
  {
    weight: 2,
    arbitrary: fc
      .oneof(
        fc.constantFrom(...modes).map((mode) => ({ mode })),
        fc.boolean().map((busy) => ({ busy })),
        fc.constantFrom('1.1.0', '1.2.0', undefined).map((offered) => ({ offered })),
        failure.map((lookFails) => ({ lookFails })),
        failure.map((downloadFails) => ({ downloadFails })),
        failure.map((verifyFails) => ({ verifyFails }))
      )
      .map((set): Turn => ({ do: 'world', set }))
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<Partial<Pick<World, 'mode' | 'busy'>>>({ busy: true }, { mode: 'off' }, {})
      .map((set): Turn => ({ do: 'late', set }))
  }
)

/**
 * Runs the turns; `overlapping`: a turn does not wait for the ones before it. Answers how much was installed. What must not be is
 * collected: whatever is thrown in the engine the machine takes for an update's failure.
 */
async function run(turns: Turn[], overlapping: boolean): Promise<number> {
  const { machine, world, engine, done, views } = openMachine()
  const violations: unknown[] = []
  let asked = false
  const judge = (what: string) => {
    const { busy, mode, verifyFails } = world
    if (busy || mode === 'off') violations.push({ what, busy, mode })
    if (what === 'now' && verifyFails !== undefined) violations.push({ what, verifyFails })
    if (what === 'on quit' && mode === 'tell' && !asked) violations.push({ what, mode, asked })
  }
  engine.installNow.mockImplementation(() => judge('now'))
  engine.installOnQuit.mockImplementation((wanted) => {
    if (wanted) judge('on quit')
  })
  for (const one of turns) {
    const before = done.length
    if (one.do === 'world') Object.assign(world, one.set)
    else if (one.do === 'late') world.whileVerifying = () => void Object.assign(world, one.set)
    else if (one.do === 'settle') await settle()
    else {
      const ended = machine[one.do]().then(
        () => (asked ||= one.do === 'install'),
        (error: unknown) => {
          const { kind } = (error as { error?: { kind?: string } }).error ?? {}
          if (kind !== 'conflict' && kind !== 'policy-refused') violations.push(error)
        }
      )
      if (overlapping) continue
      await ended
      await settle()
      // a look that was allowed may have been under way as it was forbidden
      if (world.mode === 'off' && one.do === 'install') expect(done.slice(before)).toEqual([])
    }
    if (engine.installNow.mock.calls.length > 0) break
  }
  await settle()
  const { state } = await machine.view()
  await machine.stop()
  // quitting installs only what the view calls ready
  expect(violations).toEqual([])
  const armed = engine.installOnQuit.mock.lastCall?.[0] === true
  if (armed) expect(state.step).toBe('ready')
  for (const view of views)
    if (view.state.step === 'ready') expect(['1.1.0', '1.2.0']).toContain(view.state.version)
  return engine.installNow.mock.calls.length + Number(armed)
}

it.each([false, true])(
  'never installs during a call or against the policy (overlapping: %s)',
  async (overlapping) => {
    let installed = 0
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 30, size: 'max' }), async (turns) => {
        installed += await run(turns, overlapping)
      }),
      { numRuns: 200 }
    )
    // the runs do get there
    expect(installed).toBeGreaterThan(5)
  }
)
