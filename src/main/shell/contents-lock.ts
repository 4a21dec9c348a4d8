import type { App, WebContents } from 'electron'

/** The locks of every page that ever comes to be, the window's and any other: it stays where it is, alone. */
export function lockContents(app: App, options: { openLink: (address: string) => void }): void {
  app.on('web-contents-created', (_event, contents) => lockNavigation(contents, options.openLink))
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault()
    callback(false)
  })
  app.on('select-client-certificate', (event, _contents, _url, _certificates, callback) => {
    event.preventDefault()
    // called without a certificate: none is sent
    callback()
  })
}

function lockNavigation(contents: WebContents, openLink: (address: string) => void): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('select-bluetooth-device', (event, _devices, callback) => {
    event.preventDefault()
    callback('')
  })
  contents.setWindowOpenHandler(({ url }) => {
    openLink(url)
    return { action: 'deny' }
  })
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}
