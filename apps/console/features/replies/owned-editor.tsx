import { Button, Drawer, Form, type FormInstance, Switch } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import forms from '../../components/list/form.module.css'
import { useSession } from '../../session.tsx'
import styles from './replies.module.css'

type Props<F extends object> = {
  title: string
  /** What is changed; null for a new one. What belongs to the team is read by who may not write for it. */
  known: { ownerId: string | null } | null
  form: FormInstance<F>
  editor: { initial: F; busy: boolean; save: (fields: F) => void; remove: () => void }
  onClose: () => void
  children: ReactNode
}

/** A drawer for something of one's own or of the whole team: its fields, whose it is, saving and deleting. */
export function OwnedEditor<F extends object>({ title, known, form, editor, onClose, children }: Props<F>) {
  const { t } = useTranslation(['replies', 'lists', 'shell'])
  const { may } = useSession()
  const shares = may('replies.write')
  const readOnly = known?.ownerId === null && !shares
  return (
    <Drawer
      open
      size={480}
      title={title}
      onClose={onClose}
      footer={
        !readOnly && (
          <div className={styles.foot}>
            {known && (
              <Button danger type="text" onClick={editor.remove}>
                {t('replies:remove.act')}
              </Button>
            )}
            <span className={styles.spring} />
            <Button onClick={onClose}>{t('shell:cancel')}</Button>
            <Button type="primary" loading={editor.busy} onClick={form.submit}>
              {t('lists:save')}
            </Button>
          </div>
        )
      }
    >
      <Form<F>
        className={forms.form}
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={readOnly}
        initialValues={editor.initial}
        onFinish={editor.save}
      >
        {children}
        <Form.Item
          name="shared"
          valuePropName="checked"
          layout="horizontal"
          label={t('replies:shared')}
          extra={t(shares ? 'replies:help.shared' : 'replies:help.notShared')}
        >
          <Switch size="small" disabled={!shares} />
        </Form.Item>
      </Form>
    </Drawer>
  )
}
