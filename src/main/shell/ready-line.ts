import { printable } from './log'

/** The line that says that the search box is usable. */
export function readyLine(tenantLabel: string, milliseconds: number): string {
  return `Tessera is ready: ${printable(tenantLabel)}, ${Math.round(milliseconds)} ms`
}
