import { plainLine } from '../../shared/plain-line'

/** Longer lines help nobody in a ticket. */
const mostLetters = 400
const hidden = '…'

const opening = `["'(<[{]*`
const secretName = '[\\w.-]*(?:secret|token|password|passwd|pwd|key)'
const secretValue = `(?:"[^"]*"|'[^']*')?\\S*`

/** A word that is an address with its scheme, or begins like a setting of one. */
const address = /^(["'(<[{]*(?:[\w.-]+=)?[a-z][a-z0-9+.-]*:\/\/)(.*)$/i
/** `user:password@` without a scheme; the password, and the user name of a directory too, may hold any sign but a blank. */
const bareUserInfo = /^(["'(<[{]*(?:\/\/)?)(?:[^:]*:.*@|(?<=\/\/).*@)/
/** What has that form and is none: an e-mail address with a word before it, a path of Windows. */
const noUserInfo = /^["'(<[{]*(?:(?:mailto|e-?mail):[^:@/]+@[^:@/]+$|[a-z]:[\\/])/i
/** The query of an address in the middle of a word. */
const query = /([a-z][a-z0-9+.-]*:\/\/[^\s?#]*)[?#]\S*/gi
/** `client_secret=…` at the beginning of a word, also after other such pairs. */
const firstPair = new RegExp(
  `(?<!\\S)(${opening}(?:[\\w.-]+=[^\\s&;:@]*[&;])*?${secretName}\\s*=\\s*)${secretValue}`,
  'gi'
)
/** The same anywhere, and as JSON has it. */
const anyPair = new RegExp(`(${secretName}(?:\\s*=\\s*|["']\\s*:\\s*))${secretValue}`, 'gi')
/** What a header carries; not where it is only spoken of. */
const credentials =
  /\b(basic|bearer)\s+(?!(?:auth|authentication|authorization|constraints?|tokens?)(?:[.,;:)]?(?:\s|$))|realm=)\S+/gi
/** A JSON Web Token, as access tokens are. */
const token = /\b[\w-]{12,}\.[\w-]{12,}\.[\w-]{8,}/g

/**
 * One line of the report as it may be seen by anybody: no control characters, no name and password and no query in an address,
 * nothing that is called a secret or has the form of a token, and the home folder as `~`, because its name is somebody's.
 * Where it is not clear what is secret, more is left out.
 */
export function cleaned(text: string, home: string): string {
  // the order counts: whatever reads a part of a password as something else comes after what takes the whole
  const line = shortened(plainLine(text, text.length))
    .replace(credentials, `$1 ${hidden}`)
    .replace(firstPair, `$1${hidden}`)
    .replace(/\S+/g, withoutUserInfo)
    .replace(query, '$1')
    .replace(anyPair, `$1${hidden}`)
    .replace(token, hidden)
  return plainLine(withoutHome(line, home), mostLetters)
}

/** Whole words only: of an address that is cut before its `@` nobody can tell that a password stands in it. */
function shortened(line: string): string {
  const most = 4 * mostLetters
  return line.length <= most ? line : line.slice(0, most + 1).replace(/\S*$/, hidden)
}

/** The user name and password of an address reach to the last `@`, because passwords are not always encoded. */
function withoutUserInfo(word: string): string {
  const [, beginning, rest] = address.exec(word) ?? []
  if (beginning === undefined || rest === undefined)
    return noUserInfo.test(word) ? word : word.replace(bareUserInfo, '$1')
  const at = rest.lastIndexOf('@')
  const mark = rest.search(/[?#]/)
  // a password with `?` in it, or a query with `@`
  if (mark !== -1 && mark < at) return beginning + hidden
  return beginning + rest.slice(at + 1, mark === -1 ? undefined : mark)
}

function withoutHome(text: string, home: string): string {
  if (home.length < 2) return text
  const literal = home.replace(/[\\/]+$/, '').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  // the end of a name: /home/ann is not the home of /home/anna
  return text.replace(new RegExp(`${literal}(?![\\p{L}\\p{N}_.-])`, 'giu'), '~')
}
