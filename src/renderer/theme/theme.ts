import { createTheme, defaultVariantColorsResolver, type VariantColorsResolver } from '@mantine/core'

/** Buttons take the tenant's accent, and red where something is taken away; both come from the tokens. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const danger = input.color === 'red'
  const border = '1px solid transparent'
  if (input.variant === 'filled') {
    return danger
      ? { background: 'var(--red)', hover: 'var(--red-strong)', color: 'var(--red-on)', border }
      : { background: 'var(--accent)', hover: 'var(--accent-strong)', color: 'var(--accent-on)', border }
  }
  if (input.variant === 'subtle' || input.variant === 'transparent') {
    const hover = input.variant === 'subtle' ? 'var(--hover)' : 'transparent'
    return { background: 'transparent', hover, color: danger ? 'var(--red)' : 'var(--ink-2)', border }
  }
  if (input.variant === 'default') {
    return {
      background: 'var(--panel)',
      hover: 'var(--hover)',
      color: danger ? 'var(--red)' : 'var(--ink)',
      border: '1px solid var(--line)'
    }
  }
  return defaultVariantColorsResolver(input)
}

/** What Mantine decides in script. Colours, sizes and type live in the style sheets of this folder. */
export const theme = createTheme({
  cursorType: 'pointer',
  defaultRadius: 'md',
  respectReducedMotion: true,
  autoContrast: false,
  variantColorResolver,
  components: {
    // the scroll lock would inject a style element that the policy refuses; the frame does not scroll anyway
    Modal: { defaultProps: { lockScroll: false, centered: true, transitionProps: { duration: 0 } } },
    Menu: { defaultProps: { transitionProps: { duration: 0 }, shadow: 'md' } },
    Tooltip: { defaultProps: { transitionProps: { duration: 0 } } }
  }
})
