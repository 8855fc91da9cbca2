import { useCallback } from 'react'
import { useNavigate } from 'react-router'
import { type AlertKind, readPreferences } from '../../preferences.ts'
import { chime } from './chime.ts'

/** Rings and shows a desktop notification as this person wants it for this kind. */
export function useTell(): (kind: AlertKind, title: string, body: string, to: string) => void {
  const navigate = useNavigate()
  return useCallback(
    (kind, title, body, to) => {
      const { sound, desktop } = readPreferences().alerts[kind]
      if (sound) chime()
      const hidden = document.visibilityState === 'hidden'
      if (!desktop || !hidden || !('Notification' in window) || Notification.permission !== 'granted') return
      const shown = new Notification(title, { body, tag: to })
      shown.onclick = () => {
        focus()
        void navigate(to)
      }
    },
    [navigate],
  )
}
