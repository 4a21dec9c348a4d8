// Saves profiles in a loop until it is killed, and tells its parent the number of each one that is on the disk.
import { openProfileStore } from '../../../src/main/tenants/profile-store'
import { exampleProfile } from './example-profile'

const [dir = '', first = '0'] = process.argv.slice(2)
const store = await openProfileStore(dir)
process.on('disconnect', () => process.exit())
for (let number = Number(first); ; number++) {
  await store.save(exampleProfile('counter', { label: `Tenant ${number}` }))
  process.send?.(number)
}
