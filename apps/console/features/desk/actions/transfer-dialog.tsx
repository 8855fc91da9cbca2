import { Alert, Input, Modal, Select } from 'antd'
import { type ComponentRef, type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../../components/use-error-text.ts'
import styles from './actions.module.css'
import type { useActions } from './use-actions.ts'
import { useTargets } from './use-targets.ts'

type Props = { open: boolean; name: string; onCancel: () => void; transfer: ReturnType<typeof useActions>['transfer'] }

/** To a colleague, a queue or a skill. The note is what the next one reads first; Enter goes from field to field. */
export function TransferDialog({ open, name, onCancel, transfer }: Props) {
  const { t } = useTranslation('desk')
  const errorText = useErrorText()
  const [target, setTarget] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const field = useRef<ComponentRef<typeof Select>>(null)
  const words = useRef<ComponentRef<typeof Input.TextArea>>(null)
  const { groups, inputOf, isPending, error } = useTargets(open)
  const submit = () => {
    if (target && !transfer.isPending) transfer.mutate({ ...inputOf(target), note: note.trim() })
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    submit()
  }
  return (
    <Modal
      open={open}
      afterOpenChange={(opened) => opened && field.current?.focus()}
      title={t('transfer.title', { name })}
      okText={t('transfer.submit')}
      okButtonProps={{ disabled: !target, loading: transfer.isPending }}
      onOk={submit}
      onCancel={onCancel}
      width={460}
    >
      <div className={styles.fields}>
        {transfer.isError && <Alert type="error" showIcon title={errorText(transfer.error)} />}
        {error && <Alert type="error" showIcon title={errorText(error)} />}
        <Select
          ref={field}
          aria-label={t('transfer.to')}
          showSearch={{ optionFilterProp: 'label' }}
          defaultActiveFirstOption
          loading={isPending}
          value={target}
          onChange={setTarget}
          onSelect={() => words.current?.focus()}
          placeholder={t('transfer.pick')}
          options={groups}
          optionRender={(option) => (
            <span className={styles.option}>
              {option.label}
              <small>{option.data.hint}</small>
            </span>
          )}
        />
        <Input.TextArea
          ref={words}
          rows={3}
          maxLength={1000}
          value={note}
          placeholder={t('transfer.note')}
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={onKey}
        />
      </div>
    </Modal>
  )
}
