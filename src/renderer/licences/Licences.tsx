import { later } from '../components/later'
import { useLicencesDesk } from './licences-desk'

const LicencesDialog = later(async () => (await import('./LicencesDialog')).LicencesDialog)

/** Help → Licences lies over every screen: a call or a half-filled form is still there afterwards. */
export function Licences() {
  return useLicencesDesk((desk) => desk.isOpen) ? <LicencesDialog /> : null
}
