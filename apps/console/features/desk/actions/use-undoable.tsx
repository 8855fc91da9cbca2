import { App, Button } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { newId } from '../../../../kit/realtime.ts'

/** How long a step can still be taken back. */
const UNDO_MS = 4000

/** Says what is about to happen and does it after a moment, unless it is taken back. Leaving the page does it at once. */
export function useUndoable(): (text: string, act: () => Promise<void>, onUndo: () => void) => void {
  const { message } = App.useApp()
  const { t } = useTranslation('desk')
  return useCallback(
    (text, act, onUndo) => {
      const key = newId()
      const finish = () => {
        clearTimeout(timer)
        removeEventListener('pagehide', finish)
        message.destroy(key)
        void act()
      }
      const undo = () => {
        clearTimeout(timer)
        removeEventListener('pagehide', finish)
        message.destroy(key)
        onUndo()
      }
      const timer = setTimeout(finish, UNDO_MS)
      addEventListener('pagehide', finish)
      message.open({
        key,
        duration: 0,
        content: (
          <>
            {text}
            <Button type="link" size="small" onClick={undo}>
              {t('undo')}
            </Button>
          </>
        ),
      })
    },
    [message, t],
  )
}
