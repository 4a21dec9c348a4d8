import type { MosaicClient } from '../mosaic/client'

/** Mosaic's clock and ours may differ by so much (ms): a link that was opened "before" it was sent is not this one. */
const slackMs = 2_000

/**
 * When a magic link that was sent at `sentAt` was opened, epoch ms; undefined while it was not. There is no call that says so: the
 * link's own authenticator tells of its last success (API.md §3.3), whoever took the code to Mosaic, which is the
 * application behind the redirect URI.
 */
export async function linkOpenedAt(
  client: Pick<MosaicClient, 'authenticators'>,
  userId: string,
  sentAt: number
): Promise<number | undefined> {
  const list = await client.authenticators.list(userId)
  const times = list.flatMap(({ type, lastSuccessAt }) =>
    type === 'email_magic_link' && lastSuccessAt !== undefined && lastSuccessAt >= sentAt - slackMs
      ? [lastSuccessAt]
      : []
  )
  return times.length === 0 ? undefined : Math.max(...times)
}
