import { create } from 'zustand'

interface LicencesDesk {
  isOpen: boolean
  /** had the focus when the dialog was opened, and gets it back */
  opener: Element | null
}

export const useLicencesDesk = create<LicencesDesk>()(() => ({ isOpen: false, opener: null }))

/** Shows whose work is in Tessera, above whatever the agent is at. */
export const openLicences = (): void =>
  useLicencesDesk.setState({ isOpen: true, opener: document.activeElement })

export function closeLicences(): void {
  const { opener } = useLicencesDesk.getState()
  useLicencesDesk.setState({ isOpen: false, opener: null })
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
}
