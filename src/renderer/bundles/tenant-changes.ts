import type { TenantDifference } from '../../shared/bundle-view'

type Change = TenantDifference['change']

/** What takes something away comes first, what stays as it is last. */
const order: readonly Change[] = ['removed', 'changed', 'added', 'same']

export const changeWords: Record<Change, { mark: string; word: string }> = {
  added: { mark: '+', word: 'Added' },
  changed: { mark: '~', word: 'Changed' },
  removed: { mark: '−', word: 'Removed' },
  same: { mark: '=', word: 'Unchanged' }
}

export const sortedChanges = (tenants: readonly TenantDifference[]): TenantDifference[] =>
  tenants.toSorted((one, other) => order.indexOf(one.change) - order.indexOf(other.change))

/** "2 added, 1 changed, 1 removed, 20 unchanged" */
export function changeCounts(tenants: readonly TenantDifference[]): string {
  const words = (['added', 'changed', 'removed', 'same'] as const).flatMap((change) => {
    const count = tenants.filter((tenant) => tenant.change === change).length
    return count === 0 ? [] : [`${count} ${changeWords[change].word.toLowerCase()}`]
  })
  return words.join(', ') || 'None'
}
