import { UploadOutlined } from '@ant-design/icons'
import { Button, Modal } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../models.module.css'
import type { LabelActs } from './use-label-acts.ts'

/** Picks a file of labelled sentences and tells, row by row, what could not be taken. */
export function LabelImportDialog({ take, onClose }: { take: LabelActs['take']; onClose: () => void }) {
  const { t } = useTranslation('models')
  const input = useRef<HTMLInputElement>(null)
  const told = take.data
  return (
    <Modal open title={t('feeling.import')} footer={null} onCancel={onClose} destroyOnHidden>
      <p className={styles.soft}>{t('feeling.importHint')}</p>
      <pre className={styles.sample}>{t('feeling.importExample')}</pre>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt"
        aria-label={t('feeling.file')}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) take.mutate(file)
        }}
      />
      <Button
        type="primary"
        icon={<UploadOutlined aria-hidden />}
        loading={take.isPending}
        onClick={() => input.current?.click()}
      >
        {t('feeling.file')}
      </Button>
      {told && (
        <div role="status" className={styles.told}>
          <p>{t('feeling.imported', { added: told.added, changed: told.changed, same: told.same })}</p>
          {told.problems.length > 0 && (
            <>
              <p className={styles.few}>{t('feeling.problems', { count: told.problems.length })}</p>
              <ol className={styles.problems}>
                {told.problems.map(({ row, why, text }) => (
                  <li key={row}>
                    {t('feeling.row', { row })} {t(`feeling.why.${why}`)} <span className={styles.soft}>{text}</span>
                  </li>
                ))}
              </ol>
            </>
          )}
        </div>
      )}
    </Modal>
  )
}
