/** `tessera --help`. The man page (build/linux/tessera.1) and docs/command-line.md say the same at length. */
export const helpText = `Usage: tessera [option …] [link]
       tessera bundle <command> …

Tessera is a helpdesk console for customers who sign in through Transmit Security Mosaic.
Without a command it opens its window, or brings the one that is open to the front.

  --practice          begin with the practice tenant, where nothing is real
  --smoke[=<file>]    save a picture of the window once it is ready, then quit
                      (artifacts/smoke.png where no file is named)
  tessera://find/<identifier>?tenant=<label>
                      search for somebody; a link never changes anything

Instead of the window, also where there is no display:

  --diagnose[=<file>] say what works here and what does not: versions, sandbox, keychain, proxy,
                      files, policy, reachability. Takes up to half a minute, changes nothing and
                      holds no secret. With a file, the report is also written to it.
  bundle <command>    make keys, sign, verify, show and seal bundles of tenant profiles;
                      tessera bundle --help says more
  -h, --help, help    this text
  -v, --version       the version of Tessera and of what is inside it

Other switches, such as --user-data-dir=<folder> or --proxy-server=<address>, go to Chromium.

Exit codes: 0 all is well, 1 something needs attention or failed, 2 not understood, 130 interrupted.

Files of each user (tenants.json, settings.json, bundles.json, policy.json, journal.jsonl):
  Linux ~/.config/Tessera, macOS ~/Library/Application Support/Tessera, Windows %APPDATA%\\Tessera
Files of the administrator (policy.json, bundle.json):
  Linux /etc/tessera, macOS /Library/Application Support/Tessera, Windows %ProgramData%\\Tessera
Client secrets stand in the system's keychain and nowhere else.
`

/** `tessera --version`. */
export function versionText(version: string, versions: Readonly<Record<string, string | undefined>>): string {
  const { electron, chrome, node } = versions
  const parts = [electron && `Electron ${electron}`, chrome && `Chromium ${chrome}`, `Node ${node ?? ''}`]
  return `Tessera ${version}\n${parts.filter((part) => part !== undefined).join(', ')}\n`
}
