import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { systemScheme } from './system-scheme'
import { theme } from './theme'

/** The nonce that main put into this load of the page; without it the policy drops what Mantine injects. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''
}

/** Mantine with static variables: its defaults and ours come as style sheets, so nothing is computed at the start. */
export function ThemeProvider({
  children,
  env = 'default'
}: {
  children: ReactNode
  env?: 'default' | 'test'
}) {
  return (
    <MantineProvider
      theme={theme}
      env={env}
      colorSchemeManager={systemScheme}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  )
}
