import type { MantineColorSchemeManager } from '@mantine/core'

/** Light or dark as the system says: nothing is read from or written to the browser's storage. */
export const systemScheme: MantineColorSchemeManager = {
  get: () => 'auto',
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined
}
