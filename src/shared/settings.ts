import { z } from 'zod'

const host = z
  .string()
  .trim()
  .min(1, 'Enter the proxy’s host name.')
  .max(253)
  .regex(/^[A-Za-z0-9.-]+$|^\[[0-9a-fA-F:]+\]$/, 'Enter a host name or an address, without a scheme.')

/** How Tessera reaches Mosaic. `system` follows the operating system, PAC scripts included. */
export const proxySettings = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('system').describe('As the operating system says.') }),
  z.object({ mode: z.literal('none').describe('No proxy.') }),
  z.object({
    mode: z.literal('manual').describe('This proxy, for everything.'),
    host: host.describe('Its host name or address, without a scheme.'),
    port: z
      .number()
      .int()
      .min(1, 'Ports run from 1 to 65535.')
      .max(65535, 'Ports run from 1 to 65535.')
      .describe('Its port.')
  })
])

/** What is stored; `extraCaFile` is a path that only main's file dialog sets. */
export const networkSettings = z.object({
  proxy: proxySettings,
  extraCaFile: z.string().max(4096).optional()
})

/** What the Settings screen sees: the name of the file, and whether it could be read. */
export const networkView = z.object({
  proxy: proxySettings,
  extraCa: z.object({ fileName: z.string(), problem: z.string().optional() }).optional()
})

export type ProxySettings = z.infer<typeof proxySettings>
export type NetworkSettings = z.infer<typeof networkSettings>
export type NetworkView = z.infer<typeof networkView>

export const defaultNetworkSettings: NetworkSettings = { proxy: { mode: 'system' } }
