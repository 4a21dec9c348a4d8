import { fork } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { bundle } from '../../fakes/bundle'
import { temporaryFolder } from '../storage/temporary-folder'
import { event, file, linesOf, openIn } from './open-in'

const rounds = 12
const lineBytes = 2_000_000

it('kill -9 in the middle of lines loses none that was told to be written', { timeout: 60_000 }, async () => {
  const writer = await bundle('test/unit/journal/crash-writer.ts')
  let gaps = 0
  let torn = 0
  try {
    for (let round = 0; round < rounds; round++) {
      const dir = await temporaryFolder()
      const told = await writeUntilKilled(writer.path, dir, round % 3 > 0)
      const whole = await linesOf(dir)
      const tail = (await readFile(file(dir))).subarray(Buffer.byteLength(whole.join('\n')) + 1)

      const journal = await openIn(dir)
      const check = await journal.verify()
      expect(check).toMatchObject({ ok: true, problems: [] })
      // what was under way may be there or not, and nothing else
      expect(whole.length - told).toBeGreaterThanOrEqual(0)
      expect(whole.length - told).toBeLessThanOrEqual(1)
      expect((await linesOf(dir)).slice(0, whole.length)).toEqual(whole)
      const aside = (await readdir(dir)).filter((name) => name.startsWith('journal.torn-'))
      expect(aside).toHaveLength(tail.length > 0 ? 1 : 0)
      expect(journal.remarks()).toHaveLength(aside.length)
      expect(check.remarks).toHaveLength(aside.length)
      for (const name of aside) expect((await readFile(join(dir, name))).equals(tail)).toBe(true)
      expect((await journal.append(event('goes on'))).seq).toBe(whole.length + aside.length + 1)
      expect((await (await openIn(dir)).verify()).ok).toBe(true)
      torn += aside.length
      gaps += check.remarks.length
    }
  } finally {
    await writer.remove()
  }
  // else no kill ever met a line and nothing was shown
  expect(torn).toBeGreaterThan(rounds / 4)
  expect(gaps).toBe(torn)
})

/** The number of the last line that the writer said is on the disk, once it was killed: at a random moment, or in a line. */
async function writeUntilKilled(path: string, dir: string, inLine: boolean): Promise<number> {
  const child = fork(path, [dir, String(lineBytes)], { execArgv: [] })
  let told = 0
  child.on('message', (number) => (told = Number(number)))
  const gone = once(child, 'exit')
  await Promise.race([once(child, 'message'), gone])
  if (!inLine) await new Promise((resolve) => setTimeout(resolve, Math.random() * 30))
  const until = Date.now() + 1_000
  const between = () => Math.abs((statSync(file(dir)).size % lineBytes) / lineBytes - 0.5) > 0.4
  while (inLine && between() && Date.now() < until);
  child.kill('SIGKILL')
  const [code] = (await gone) as [number | null]
  // it must have been writing to its end, and not have failed by itself
  expect(code).toBeNull()
  return told
}
