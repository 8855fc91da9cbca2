import { App, Button } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../use-error-text.ts'
import styles from './confirm.module.css'

const UNDO_SECONDS = 6

/** Short lines at the top of the window: what was done, with a way back where there is one, and what failed. */
export function useTold() {
  const { message } = App.useApp()
  const { t } = useTranslation('lists')
  const errorText = useErrorText()
  const done = useCallback(
    (text: string, undo?: () => void) => {
      if (!undo) {
        void message.success(text)
        return
      }
      const key = `undo-${Date.now()}`
      const back = () => {
        message.destroy(key)
        undo()
      }
      void message.success({
        key,
        duration: UNDO_SECONDS,
        content: (
          <span className={styles.done}>
            {text}
            <Button type="link" size="small" onClick={back}>
              {t('undo')}
            </Button>
          </span>
        ),
      })
    },
    [message, t],
  )
  const failed = useCallback((error: unknown) => void message.error(errorText(error)), [message, errorText])
  return { done, failed }
}
