import { vi } from 'vitest'
import type { UpdateMode, UpdateView, UpdateWay } from '../../../src/shared/updates'
import type { AttemptsFile, StoredAttempts } from '../../../src/main/updates/attempts'
import { type MachineParts, UpdateMachine } from '../../../src/main/updates/machine'
import { UpdateProblem } from '../../../src/main/updates/problem'

interface MachineMore extends Partial<Pick<MachineParts, 'onQuit' | 'leaveMs'>> {
  way?: UpdateWay
  mode?: UpdateMode
  attempts?: FakeAttempts
}

export type FakeAttempts = AttemptsFile & { isFull: boolean; stored: StoredAttempts }

/** The note's file, in memory. */
export function fakeAttempts(): FakeAttempts {
  const file: FakeAttempts = {
    isFull: false,
    stored: {},
    value: () => file.stored,
    async update(change) {
      const next = change(file.stored)
      if (next === file.stored) return
      await Promise.resolve()
      if (file.isFull) throw new Error('no space')
      file.stored = next
    }
  }
  return file
}

/** A machine over an engine that does what `world` says, and tells what was asked of it. */
export function openMachine(more: MachineMore = {}) {
  const world = {
    mode: more.mode ?? 'automatic',
    busy: false,
    /** what the next looks find */
    offered: undefined as string | undefined,
    lookFails: undefined as UpdateProblem | undefined,
    downloadFails: undefined as UpdateProblem | undefined,
    verifyFails: undefined as UpdateProblem | undefined,
    /** run while the file is checked, and while it is handed to the system's installer */
    whileVerifying: (): void | Promise<void> => {},
    whilePreparing: (): void | Promise<void> => {},
    hold: undefined as Promise<void> | undefined
  }
  const attempts = more.attempts ?? fakeAttempts()
  const done: string[] = []
  let found: string | undefined
  const engine = {
    async look() {
      done.push('look')
      await Promise.resolve()
      if (world.lookFails) throw world.lookFails
      return (found = world.offered)
    },
    async download(onPercent: (percent: number) => void) {
      done.push(`download ${found}`)
      for (const percent of [0, 10, 10, 60, 100]) onPercent(percent)
      await world.hold
      if (world.downloadFails) throw world.downloadFails
    },
    async verify() {
      await Promise.resolve()
      await world.whileVerifying()
      if (world.verifyFails) throw world.verifyFails
    },
    async prepare() {
      await world.whilePreparing()
    },
    installNow: vi.fn<() => void>(() => void done.push(`install ${found}`)),
    installOnQuit: vi.fn<(wanted: boolean) => void>((wanted) => {
      if (wanted) done.push(`install on quit ${found}`)
    }),
    close: vi.fn<() => Promise<void>>(async () => undefined)
  }
  const load = vi.fn<() => Promise<typeof engine>>(async () => engine)
  const views: UpdateView[] = []
  const logged: string[] = []
  const machine = new UpdateMachine({
    installed: '1.0.0',
    onQuit: true,
    attempts,
    ...more,
    way: more.way ?? 'self',
    mode: async () => world.mode,
    isBusy: () => world.busy,
    onChange: (view) => void views.push(view),
    log: (line) => void logged.push(line),
    engine: load,
    now: () => 1_000,
    random: () => 0
  })
  return { world, attempts, done, engine, load, machine, views, logged }
}

/** Lets everything that is under way come to its end. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

export const stopped = (why: UpdateProblem['why']) => new UpdateProblem(why, 'a.yml at host: HTTP 404')
