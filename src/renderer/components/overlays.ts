/** True while a dialog asks something: what lies below must not react to keys. */
export const isDialogOpen = (): boolean =>
  document.querySelector('[role="dialog"], [role="alertdialog"]') !== null

/** The same for menus too, which take single letters and Esc for themselves. */
export const isOverlayOpen = (): boolean => isDialogOpen() || document.querySelector('[role="menu"]') !== null
