import { describeAsJson, describeAsText, readCliOptions } from './cli-options'
import { startSimulator } from './server'

try {
  const { port, json, empty } = readCliOptions(process.argv.slice(2))
  const simulator = await startSimulator({ port, control: json, seed: empty ? 'empty' : 'practice' })
  process.stdout.write(`${json ? describeAsJson(simulator) : describeAsText(simulator)}\n`)
  const stop = (): void => void simulator.stop().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
} catch (error) {
  process.stderr.write(
    `The practice tenant did not start: ${error instanceof Error ? error.message : String(error)}\n`
  )
  process.exitCode = 1
}
