import { spellGroups } from '../../../shared/nato'
import { call } from '../../bridge/client'
import classes from './TemporaryPasswordDialog.module.css'

/**
 * The one place where an issued password is in the page, and only as text nodes that are written and removed by hand: React
 * keeps old props, state and caches alive, so it never gets to see a character of it.
 */
export function hidePassword(view: HTMLElement): void {
  view.replaceChildren()
}

/**
 * Asks main for the password and writes it into `view`, spelled by groups. Answers after how many ms to hide it, or undefined
 * when nobody wants it by the time it came. Throws `AppFailure`.
 */
export async function revealPassword(
  issueId: string,
  view: HTMLElement,
  isWanted: () => boolean
): Promise<number | undefined> {
  const { password, hideAfterMs } = await call('issued.reveal', { issueId })
  if (!isWanted()) return undefined
  const whole = element('code', classes.whole, password)
  const groups = element('ul', classes.groups)
  for (const { text, words } of spellGroups(password)) {
    const group = element('li', classes.group)
    group.append(element('code', classes.groupText, text), element('span', classes.words, words.join(', ')))
    groups.append(group)
  }
  view.replaceChildren(whole, groups)
  return hideAfterMs
}

function element(tag: string, className: string | undefined, text?: string): HTMLElement {
  const made = document.createElement(tag)
  if (className !== undefined) made.className = className
  if (text !== undefined) made.textContent = text
  return made
}
