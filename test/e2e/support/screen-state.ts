import type { Desk } from './desk'

/** One state of the window that is looked at whole; `open` starts from a desk that was just reset. */
export interface Screen {
  name: string
  open(desk: Desk): Promise<void>
}
