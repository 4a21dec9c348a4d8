// Runs in a process whose file size is limited by ulimit: the system then takes a part of a write, as a full disk does.
import { writeAtomically } from '../../../src/main/storage/atomic-write'

const [path = '', size = '0'] = process.argv.slice(2)
try {
  await writeAtomically(path, JSON.stringify('x'.repeat(Number(size))))
  process.stdout.write('written')
} catch (error) {
  process.stdout.write(`refused ${(error as NodeJS.ErrnoException).code}`)
}
