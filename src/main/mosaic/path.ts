import { AppFailure } from '../../shared/errors'

/** One path segment. An empty one would turn a look-up into a list, so it fails as an error of ours. */
export function encodeSegment(value: string): string {
  if (value === '') throw new AppFailure({ kind: 'internal', detail: 'empty path value' })
  // lone surrogates make encodeURIComponent throw; no identifier of Mosaic contains one
  const encoded = encodeURIComponent(value.replace(/\p{Cs}/gu, '\uFFFD'))
  // left as they are, "." and ".." would be collapsed on the way and name another resource
  return encoded === '.' || encoded === '..' ? encoded.replaceAll('.', '%2E') : encoded
}

/** `/v1/users/{user_id}` with its values encoded in. */
export function fillPath(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeSegment(values[name] ?? ''))
}

/** `?a=b&c=d`, or nothing; undefined values are left out. */
export function queryString(values: Readonly<Record<string, string | number | undefined>>): string {
  const pairs = Object.entries(values)
    .filter((pair): pair is [string, string | number] => pair[1] !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value).replace(/\p{Cs}/gu, '\uFFFD'))}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}
