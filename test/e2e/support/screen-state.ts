import type { Desk } from './desk'

/**
 * One state of the window that is looked at whole; `open` starts from a desk that was just reset, or that was left with no call and
 * nothing over the search.
 */
export interface Screen {
  name: string
  open(desk: Desk): Promise<void>
}
