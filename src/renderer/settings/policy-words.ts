import type { PolicyView } from '../../shared/policy'

const sources: Record<PolicyView['source'], string> = {
  managed: 'Managed by your organisation; it cannot be changed here.',
  own: 'Your own file.',
  default: 'Built-in defaults: there is no policy file.'
}

/** Where the rules that are in force come from. */
export const sourceWords = ({ source, problem }: PolicyView): string =>
  source === 'default' && problem !== undefined
    ? 'Built-in defaults, since the policy file cannot be used.'
    : sources[source]
