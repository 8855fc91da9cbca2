import { App } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './confirm.module.css'

export type Question = { title: string; text: string; act: string; danger?: boolean; recorded?: boolean }

/** Asks before something that cannot simply be taken back; the button says what it does, and that it goes on record. */
export function useConfirm(): (question: Question, act: () => Promise<unknown>) => void {
  const { modal } = App.useApp()
  const { t } = useTranslation(['lists', 'shell'])
  return useCallback(
    ({ title, text, act: label, danger = true, recorded = true }, act) => {
      modal.confirm({
        title,
        icon: null,
        width: 440,
        autoFocusButton: 'cancel',
        content: (
          <>
            <p>{text}</p>
            {recorded && <p className={styles.record}>{t('lists:recorded')}</p>}
          </>
        ),
        okText: label,
        cancelText: t('shell:cancel'),
        okButtonProps: { danger },
        // A failure is told by the mutation; the question itself closes either way.
        onOk: () => act().catch(() => undefined),
      })
    },
    [modal, t],
  )
}
