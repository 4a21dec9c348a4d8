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

function isRedirectUri(text: string): boolean {
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
