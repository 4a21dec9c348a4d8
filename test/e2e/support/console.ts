import type { Tessera } from '../app'

/** What the page's console complains of: errors, warnings, what nothing caught. A breach of the policy is among them. */
export const complaints = ({ pageConsole }: Tessera): string[] =>
  pageConsole().filter((line) => /^(error|warning|uncaught)/.test(line))
