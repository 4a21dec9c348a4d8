/** The scheme of the links that open a search. */
export const linkScheme = 'tessera'

export interface LinkApp {
  on(event: 'open-url', listener: (event: { preventDefault(): void }, url: string) => void): unknown
  on(event: 'second-instance', listener: (event: unknown, argv: string[]) => void): unknown
}

/**
 * Collects the links that other programs open: from this start's arguments, from later starts, and from macOS. `onLink` gets those
 * that came before it was called, then each as it comes.
 */
export function collectLinks(
  app: LinkApp,
  argv: readonly string[]
): { onLink(hook: (link: string) => void): void } {
  const waiting = linksIn(argv)
  let tell = (link: string): void => void waiting.push(link)
  app.on('open-url', (event, url) => {
    event.preventDefault()
    tell(url)
  })
  app.on('second-instance', (_event, words) => linksIn(words).forEach((link) => tell(link)))
  return {
    onLink(hook) {
      tell = hook
      waiting.splice(0).forEach((link) => hook(link))
    }
  }
}

const linksIn = (argv: readonly string[]): string[] =>
  argv.filter((word) => word.toLowerCase().startsWith(`${linkScheme}:`))
