import { z } from 'zod'

/**
 * Where Mosaic's e-mail links lead (API.md §4.4, §6.2): a page of the application, allowed there as a redirect URI. Without one no
 * links are sent.
 */
export const redirectUri = z
  .string()
  .trim()
  .max(2_000, 'This address is too long.')
  .refine(
    (text) => text === '' || isRedirectUri(text),
    'Enter a whole address that starts with https://, or leave it empty.'
  )
  .transform((text) => (text === '' ? undefined : text))
  .optional()

/** What a parser would drop, turn round or read otherwise: then not what is shown would be used. */
const disguise = /[\p{Cc}\p{Cf}\p{Cs}\p{Z}\s\p{Default_Ignorable_Code_Point}\u2800\\]/u

export function isRedirectUri(text: string): boolean {
  if (!/^https?:\/\/[^/]/i.test(text) || disguise.test(text)) return false
  const url = URL.parse(text)
  return (
    url !== null &&
    url.username === '' &&
    url.password === '' &&
    (url.protocol === 'https:' || isLoopback(url))
  )
}

const isLoopback = ({ protocol, hostname }: URL) =>
  protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
