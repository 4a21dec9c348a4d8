import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'

type Context = Pick<ContextMenuParams, 'isEditable' | 'editFlags' | 'selectionText'>

/** Cut, copy and paste under the right mouse button; empty where none of them would do anything. */
export function contextMenuTemplate({
  isEditable,
  editFlags,
  selectionText
}: Context): MenuItemConstructorOptions[] {
  if (isEditable) {
    return [
      { role: 'cut', enabled: editFlags.canCut },
      { role: 'copy', enabled: editFlags.canCopy },
      { role: 'paste', enabled: editFlags.canPaste },
      { type: 'separator' },
      { role: 'selectAll', enabled: editFlags.canSelectAll }
    ]
  }
  return selectionText.trim() === '' ? [] : [{ role: 'copy', enabled: editFlags.canCopy }]
}
