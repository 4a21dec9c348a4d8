import type { KeychainState } from '../../shared/errors'

type Advice = Record<KeychainState, string>

const linux: Advice = {
  'missing-library':
    'Install libsecret (Debian and Ubuntu: “sudo apt install libsecret-1-0”, Fedora: “sudo dnf install libsecret”), then try again.',
  'no-service':
    'Install a keyring (GNOME: “sudo apt install gnome-keyring” or “sudo dnf install gnome-keyring”; KDE: switch KWallet on in System Settings), then log out and in again.',
  locked:
    'Open “Passwords and Keys” (on KDE “KWalletManager”), unlock the keyring “Login”, then try again. Logging out and in with your password unlocks it too.',
  frozen:
    'Run “gnome-keyring-daemon --replace --components=secrets” in a terminal, or log out and in again; then try again.',
  died: 'Try again. If it goes on, log out and in again so that the keyring is started anew.',
  refused:
    'Open “Passwords and Keys” and check that there is a default keyring that you can unlock, then try again.'
}

const darwin: Advice = {
  'missing-library':
    'Reinstall Tessera: the part that talks to the macOS keychain is missing or was blocked.',
  'no-service': 'Open “Keychain Access” and check that the “login” keychain is there, then restart the Mac.',
  locked: 'Open “Keychain Access”, unlock the keychain “login”, then try again.',
  frozen:
    'Look for a window that asks for your keychain password. If there is none, restart the Mac; then try again.',
  died: 'Try again. If it goes on, restart the Mac.',
  refused:
    'Open “Keychain Access”, find the entries “Tessera” in “login” and allow Tessera under Access Control, then try again. Choose “Allow” when macOS asks.'
}

const windows: Advice = {
  'missing-library':
    'Reinstall Tessera: the part that talks to Windows’ Credential Manager is missing or was blocked by security software.',
  'no-service':
    'Open “Services”, start “Credential Manager” (VaultSvc) and set it to Manual, then try again.',
  locked: 'Lock Windows and sign in again with your password, then try again.',
  frozen: 'Open “Services”, restart “Credential Manager” (VaultSvc), then try again.',
  died: 'Try again. If it goes on, restart “Credential Manager” (VaultSvc) in “Services”.',
  refused:
    'Open “Credential Manager” in the Control Panel and check that Windows Credentials can be saved; your organisation’s policy may forbid it.'
}

/** What to do about a keychain in this state on that operating system, in one or two sentences for the agent. */
export function keychainAdvice(state: KeychainState, platform: NodeJS.Platform): string {
  if (platform === 'win32') return windows[state]
  return platform === 'darwin' ? darwin[state] : linux[state]
}
