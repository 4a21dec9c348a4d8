import { create } from 'zustand'
import type { LinkProblem, LinkRequest } from '../../shared/link'

/** A search that another program asked for: whom, and where. */
export type LinkSearch = Exclude<LinkRequest, { problem: unknown }>

interface LinkDesk {
  /** it would interrupt the agent, who has to say so; a later link takes its place. The id tells one arrival from the next */
  waiting?: (LinkSearch & { id: string }) | undefined
  /** why the last link was not followed */
  problem?: LinkProblem | undefined
}

export const useLinks = create<LinkDesk>()(() => ({}))
