/** The scheme of the links that open a search. */
export const linkScheme = 'tessera'

export interface LinkApp {
  on(event: 'open-url', listener: (event: { preventDefault(): void }, url: string) => void): unknown
  on(event: 'second-instance', listener: (event: unknown, argv: string[]) => void): unknown
}

export interface Links {
  /** `hook` gets the link that waits, if one does, and from then on each as it comes, in place of an earlier hook */
  onLink(hook: (link: string) => void): void
  /** nobody can follow links until the next `onLink`: the latest one waits */
  hold(): void
}

/**
 * Collects the links that other programs open: from this start's arguments, from later starts, and from macOS. A start carries one
 * link, its first. Of several that wait the latest counts, for that is what the agent clicked last.
 */
export function collectLinks(app: LinkApp, argv: readonly string[]): Links {
  let waiting = argv.find(isLink)
  let hook: ((link: string) => void) | undefined
  const take = (link: string | undefined): void => {
    if (link === undefined) return
    if (hook === undefined) waiting = link
    else hook(link)
  }
  app.on('open-url', (event, url) => {
    event.preventDefault()
    take(url)
  })
  // Chromium puts the switches of that start in front, with some of its own; words that are none keep their order
  app.on('second-instance', (_event, words) => take(words.find(isLink)))
  return {
    onLink(next) {
      hook = next
      const link = waiting
      waiting = undefined
      take(link)
    },
    hold() {
      hook = undefined
    }
  }
}

/**
 * True where something else stands behind a link: whoever made the link may have put it there, by a quotation mark that ended the
 * word. Electron refuses such a start on Windows; so do we, everywhere. What stands in front belongs to whoever wrote the command.
 */
export function hasWordsBehindLink(argv: readonly string[]): boolean {
  const at = argv.findIndex(isLink)
  return at !== -1 && !argv.slice(at).every(isLink)
}

const isLink = (word: string): boolean => word.toLowerCase().startsWith(`${linkScheme}:`)
