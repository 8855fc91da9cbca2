import { useSyncExternalStore } from 'react'

/** Which of the two console-wide dialogs is open; anything may open them. */
export type OpenDialog = 'palette' | 'keys' | null

let open: OpenDialog = null
const listeners = new Set<() => void>()

const show = (next: OpenDialog) => {
  open = next
  for (const listener of listeners) listener()
}

export const openPalette = () => show('palette')
export const openKeysHelp = () => show('keys')
export const closeDialogs = () => show(null)

export function useOpenDialog(): OpenDialog {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )
}
