import { plainLine } from '../../shared/plain-line'

/** Longer lines help nobody in a ticket. */
const mostLetters = 400

/** Secrets that stand in addresses: `https://name:password@host`, `?token=…`. */
const userInfo = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi
const query = /([a-z][a-z0-9+.-]*:\/\/[^\s?#]*)[?#]\S*/gi
/** A JSON Web Token, as access tokens are. */
const token = /\b[\w-]{12,}\.[\w-]{12,}\.[\w-]{8,}/g

/**
 * One line of the report as it may be seen by anybody: no control characters, no name and password and no query in an address,
 * nothing that has the form of a token, and the home folder as `~`, because its name is somebody's.
 */
export function cleaned(text: string, home: string): string {
  const line = plainLine(text, 4 * mostLetters)
    .replace(userInfo, '$1')
    .replace(query, '$1')
    .replace(token, '…')
  return plainLine(withoutHome(line, home), mostLetters)
}

function withoutHome(text: string, home: string): string {
  if (home.length < 2) return text
  const literal = home.replace(/[\\/]+$/, '').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  // the end of a name: /home/ann is not the home of /home/anna
  return text.replace(new RegExp(`${literal}(?![\\p{L}\\p{N}_.-])`, 'giu'), '~')
}
