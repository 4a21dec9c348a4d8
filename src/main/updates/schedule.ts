export interface Schedule {
  /** looks; never rejects */
  look(): Promise<unknown>
  /** while true, the look waits */
  isBusy(): boolean
  /** 0 up to 1; spreads the looks of many machines that start at nine o’clock */
  random(): number
}

const FIRST_MS = 30_000
const EVERY_MS = 4 * 3_600_000
/** how often it is asked whether the call has ended */
const POLL_MS = 30_000

/** Looks half a minute after now, then every four hours, a tenth sooner or later; never while busy. Answers what ends it. */
export function startSchedule({ look, isBusy, random }: Schedule): () => void {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const after = (ms: number) => {
    if (stopped) return
    timer = setTimeout(() => void turn(), ms)
    timer.unref()
  }
  async function turn(): Promise<void> {
    if (isBusy()) return after(POLL_MS)
    await look()
    after(EVERY_MS * (0.9 + 0.2 * random()))
  }
  after(FIRST_MS * (1 + 0.5 * random()))
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
