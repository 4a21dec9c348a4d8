import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { UpdateMode } from '../../../src/shared/updates'
import { openMachine, settle, stopped } from './fake-engine'

type World = ReturnType<typeof openMachine>['world']

type Turn =
  | { do: 'check' | 'install' | 'settle' }
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
  }
)

/** Runs the turns; `overlapping`: a turn does not wait for the ones before it. Answers how much was installed. */
async function run(turns: Turn[], overlapping: boolean): Promise<number> {
  const { machine, world, engine, done, views } = openMachine()
  engine.installNow.mockImplementation(() => {
    expect(world.busy).toBe(false)
    if (!overlapping) expect(world.mode).not.toBe('off')
    expect(world.verifyFails).toBeUndefined()
  })
  engine.installOnQuit.mockImplementation((wanted) => {
    if (wanted) expect([world.busy, world.mode === 'off']).toEqual([false, false])
  })
  for (const one of turns) {
    const before = done.length
    if (one.do === 'world') Object.assign(world, one.set)
    else if (one.do === 'settle') await settle()
    else {
      const asked = machine[one.do]().catch((error: unknown) => {
        expect(error).toHaveProperty('error.kind', expect.stringMatching(/^(conflict|policy-refused)$/))
      })
      if (overlapping) continue
      await asked
      await settle()
      if (world.mode === 'off') expect(done.slice(before)).toEqual([])
    }
    if (engine.installNow.mock.calls.length > 0) break
  }
  await settle()
  const { state } = await machine.view()
  await machine.stop()
  // quitting installs only what the view calls ready
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
