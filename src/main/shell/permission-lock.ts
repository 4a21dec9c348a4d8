import type { Session } from 'electron'

// Every class of the USB specification that a web page could claim.
const usbClasses = ['audio', 'audio-video', 'hid', 'mass-storage', 'smart-card', 'video', 'wireless']

/** Refuses every permission and device, in the request, the check and the device handlers alike, and every download. */
export function lockPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}))
  session.setUSBProtectedClassesHandler(() => usbClasses)
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }))
  session.on('select-hid-device', (event, _details, callback) => {
    event.preventDefault()
    callback()
  })
  session.on('select-usb-device', (event, _details, callback) => {
    event.preventDefault()
    callback()
  })
  session.on('select-serial-port', (event, _ports, _contents, callback) => {
    event.preventDefault()
    callback('')
  })
  session.on('file-system-access-restricted', (_event, _details, callback) => callback('deny'))
  session.on('will-download', (event) => event.preventDefault())
}
