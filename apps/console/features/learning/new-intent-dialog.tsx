import { Input, type InputRef, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './picker.module.css'

/** What an intent that does not exist yet would be called. */
export function NewIntentDialog({ onName, onClose }: { onName: (title: string) => void; onClose: () => void }) {
  const { t } = useTranslation('learning')
  const [title, setTitle] = useState('')
  const field = useRef<InputRef>(null)
  const name = title.trim()
  const submit = () => {
    if (name) onName(name)
  }
  return (
    <Modal
      open
      width={440}
      title={t('newIntent.title')}
      okText={t('newIntent.act')}
      okButtonProps={{ disabled: !name }}
      onOk={submit}
      onCancel={onClose}
      afterOpenChange={(open) => open && field.current?.focus()}
    >
      <Input
        ref={field}
        maxLength={100}
        value={title}
        aria-label={t('newIntent.name')}
        placeholder={t('newIntent.example')}
        onChange={(event) => setTitle(event.target.value)}
        onPressEnter={(event) => {
          if (!event.nativeEvent.isComposing) submit()
        }}
      />
      <p className={styles.under}>{t('newIntent.hint')}</p>
    </Modal>
  )
}
