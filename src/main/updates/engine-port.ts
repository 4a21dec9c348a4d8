/** Whatever finds, gets and installs updates. What goes wrong is thrown as UpdateProblem. */
export interface UpdateEngine {
  /** the newer version that the feed offers this installation; undefined where it runs what it is offered */
  look(): Promise<string | undefined>
  /** gets what the last look found, and checks it; `onPercent` 0 to 100 */
  download(onPercent: (percent: number) => void): Promise<void>
  /** checks once more that what was downloaded is what the last look found described; what is not is removed */
  verify(): Promise<void>
  /** hands it to the system's installer where that takes its time (macOS), which then installs it with whatever quitting comes */
  prepare(): Promise<void>
  /** puts what was downloaded in place, quits, and starts the new version */
  installNow(): void
  /** whether quitting installs what was downloaded; not before something was */
  installOnQuit(wanted: boolean): void
  close(): Promise<void>
}
