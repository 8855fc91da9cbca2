import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../components/list/field.tsx'
import type { Relations } from './use-relations.ts'

/** Asks into which ticket; the server refuses those of other customers and says so. */
export function MergeDialog({ acts, onClose }: { acts: Relations; onClose: () => void }) {
  const { t } = useTranslation(['tickets', 'shell'])
  const [into, setInto] = useState('')
  const merge = () => into.trim() && acts.merge.mutate(into.trim(), { onSuccess: onClose })
  return (
    <Modal
      open
      width={420}
      title={t('tickets:merge.title')}
      okText={t('tickets:merge.ok')}
      cancelText={t('shell:cancel')}
      okButtonProps={{ disabled: !into.trim() }}
      confirmLoading={acts.merge.isPending}
      onOk={merge}
      onCancel={onClose}
    >
      <p>{t('tickets:merge.hint')}</p>
      <Field label={t('tickets:merge.number')} id="merge-into">
        <Input
          id="merge-into"
          autoFocus
          prefix="#"
          inputMode="numeric"
          value={into}
          onChange={(event) => setInto(event.target.value)}
          onPressEnter={merge}
        />
      </Field>
    </Modal>
  )
}
