import { Button, Drawer, Form, type FormInstance, Input } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import forms from '../../../components/list/form.module.css'
import styles from './manage.module.css'

type Editor<T> = { initial: T; busy: boolean; save: (values: T) => void }

/** Where a type or a state of tickets is edited: its two names first, what is its own below. */
export function EditorDrawer<T extends { name: string; nameEn: string }>({
  title,
  size,
  fresh,
  longestName,
  form,
  editor,
  onClose,
  children,
}: {
  title: string
  size: number
  fresh: boolean
  longestName: number
  form: FormInstance<T>
  editor: Editor<T>
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useTranslation(['tickets', 'lists', 'shell'])
  const needed = [{ required: true, whitespace: true, message: t('tickets:types.needed') }]
  return (
    <Drawer
      open
      size={size}
      title={title}
      onClose={onClose}
      footer={
        <div className={styles.foot}>
          <Button onClick={onClose}>{t('shell:cancel')}</Button>
          <Button type="primary" loading={editor.busy} onClick={form.submit}>
            {t('lists:save')}
          </Button>
        </div>
      }
    >
      <Form<T>
        className={forms.form}
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={editor.initial}
        onFinish={editor.save}
      >
        <div className={styles.pair}>
          <Form.Item name="name" label={t('tickets:types.name')} rules={needed}>
            <Input maxLength={longestName} autoFocus={fresh} />
          </Form.Item>
          <Form.Item name="nameEn" label={t('tickets:types.nameEn')} rules={needed}>
            <Input maxLength={longestName} />
          </Form.Item>
        </div>
        {children}
      </Form>
    </Drawer>
  )
}

/** The id that rules and other systems go by; it stays what it was. */
export function IdField({ fresh }: { fresh: boolean }) {
  const { t } = useTranslation('tickets')
  return (
    <Form.Item
      name="id"
      label={t('types.id')}
      extra={t('types.idHint')}
      rules={[{ required: true, pattern: /^[a-z][a-z0-9-]{0,39}$/, message: t('types.idHint') }]}
    >
      <Input maxLength={40} disabled={!fresh} />
    </Form.Item>
  )
}
