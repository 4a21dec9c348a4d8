import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { assetFor, type Asset } from './asset-path'
import { assetHeaders, pageHeaders } from './response-headers'

const noncePlace = '__STYLE_NONCE__'

/**
 * Answers `app://` requests from `folder`, the built renderer, and from nowhere else. Only GET; what is not an asset of
 * ours is 404, whatever the reason. index.html is read once and gets a new nonce each time. `onScript` runs whenever a script has
 * been answered.
 */
export function createAppHandler(
  folder: string,
  onScript?: () => void
): (request: { url: string; method: string }) => Promise<Response> {
  let page: Promise<string> | undefined

  async function answerPage(asset: Asset): Promise<Response> {
    page ??= readFile(join(folder, asset.path), 'utf8')
    try {
      const nonce = randomBytes(16).toString('base64url')
      const html = (await page).replaceAll(noncePlace, nonce)
      return new Response(html, { headers: pageHeaders(asset.type, nonce) })
    } catch {
      // read again with the next load
      page = undefined
      return notFound()
    }
  }

  return async ({ url, method }) => {
    const asset = method === 'GET' ? assetFor(url) : undefined
    if (asset === undefined) return notFound()
    if (asset.isPage) return answerPage(asset)
    try {
      const content = await readFile(join(folder, asset.path))
      if (asset.path.endsWith('.js')) onScript?.()
      return new Response(new Uint8Array(content), { headers: assetHeaders(asset.type) })
    } catch {
      return notFound()
    }
  }
}

function notFound(): Response {
  return new Response('', { status: 404, headers: assetHeaders('text/plain; charset=utf-8') })
}
