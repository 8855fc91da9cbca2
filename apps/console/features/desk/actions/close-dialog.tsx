import { Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CLOSE_REASONS } from '../../../../../src/conversations/contract.ts'
import styles from './actions.module.css'
import type { CloseInput } from './use-actions.ts'

type Props = { open: boolean; name: string; onCancel: () => void; onClose: (input: CloseInput) => void }

/** Why the conversation ends; "solved" is already chosen, so Enter is enough. */
export function CloseDialog({ open, name, onCancel, onClose }: Props) {
  const { t } = useTranslation('desk')
  const [reason, setReason] = useState<string>('solved')
  const [note, setNote] = useState('')
  const submit = () => {
    onClose({ reason, note: note.trim() })
    setNote('')
    setReason('solved')
  }
  return (
    <Modal
      open={open}
      title={t('close.title', { name })}
      okText={t('close.submit')}
      onOk={submit}
      onCancel={onCancel}
      width={440}
      okButtonProps={{ autoFocus: true }}
    >
      <Radio.Group
        className={styles.reasons ?? ''}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        options={CLOSE_REASONS.map((value) => ({ value, label: t(`close.reason.${value}`) }))}
      />
      <Input.TextArea
        rows={2}
        maxLength={500}
        value={note}
        placeholder={t('close.note')}
        onChange={(event) => setNote(event.target.value)}
      />
      <p className={styles.hint}>{t('close.hint')}</p>
    </Modal>
  )
}
