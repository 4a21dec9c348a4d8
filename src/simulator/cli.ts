import { describeAllAsJson, describeAsJson, describeAsText, readCliOptions } from './cli-options'
import { startSimulator } from './server'

try {
  const { port, json, empty, count } = readCliOptions(process.argv.slice(2))
  const start = () => startSimulator({ port, control: json, seed: empty ? 'empty' : 'practice' })
  const first = await start()
  const others = await Promise.all(Array.from({ length: (count ?? 1) - 1 }, start))
  const all = [first, ...others]
  const one = json ? describeAsJson(first) : describeAsText(first)
  process.stdout.write(`${count === undefined ? one : describeAllAsJson(all)}\n`)
  const stop = (): void =>
    void Promise.all(all.map((simulator) => simulator.stop())).then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
} catch (error) {
  process.stderr.write(
    `The practice tenant did not start: ${error instanceof Error ? error.message : String(error)}\n`
  )
  process.exitCode = 1
}
