import { Alert, Button, Checkbox, Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Permission } from '../../../../src/team/contract.ts'
import { CopyField } from '../../components/list/copy-field.tsx'
import forms from '../../components/list/form.module.css'
import { useSession } from '../../session.tsx'
import styles from './api-keys.module.css'
import { PERMISSION_GROUPS, wordsOf } from './permission-groups.ts'
import { useKeyCreate } from './use-key-create.ts'

/** A new key; afterwards the key itself, this once. */
export function KeyCreate({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['api-keys', 'lists', 'shell'])
  const [form] = Form.useForm<{ name: string; permissions: Permission[] }>()
  const create = useKeyCreate()
  if (create.key) {
    return (
      <Modal
        open
        title={t('api-keys:made.title')}
        closable={false}
        keyboard={false}
        mask={{ closable: false }}
        width={560}
        footer={
          <Button type="primary" onClick={onClose}>
            {t('api-keys:made.done')}
          </Button>
        }
      >
        <Alert type="warning" showIcon title={t('api-keys:made.once')} className={styles.gap} />
        <CopyField text={create.key} label={t('api-keys:made.title')} />
        <p className={styles.use}>{t('api-keys:made.use')}</p>
        <CopyField
          text={`curl -H 'Authorization: Bearer ${create.key}' ${location.origin}/api/conversations`}
          label={t('api-keys:made.use')}
        />
      </Modal>
    )
  }
  return (
    <Modal
      open
      afterOpenChange={() => form.focusField('name')}
      title={t('api-keys:new')}
      width={620}
      okText={t('api-keys:create')}
      cancelText={t('shell:cancel')}
      confirmLoading={create.busy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        className={forms.form}
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={create.save}
        initialValues={{ permissions: [] }}
      >
        <Form.Item
          name="name"
          label={t('api-keys:field.name')}
          extra={t('api-keys:help.name')}
          rules={[{ required: true, whitespace: true, message: t('api-keys:missing.name') }]}
        >
          <Input maxLength={60} placeholder={t('api-keys:placeholder')} />
        </Form.Item>
        <Form.Item
          name="permissions"
          label={t('api-keys:field.permissions')}
          extra={t('api-keys:help.permissions')}
          rules={[{ required: true, type: 'array', min: 1, message: t('api-keys:missing.permissions') }]}
        >
          <Permissions />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** A form field: the permissions this person may hand on, by topic. */
function Permissions({ value, onChange }: { value?: Permission[]; onChange?: (value: Permission[]) => void }) {
  const { t } = useTranslation('api-keys')
  const { may } = useSession()
  return (
    <Checkbox.Group<Permission> value={value} onChange={onChange} className={styles.groups}>
      {PERMISSION_GROUPS.map(([group, permissions]) => {
        const own = permissions.filter(may)
        return (
          own.length > 0 && (
            <fieldset key={group} className={styles.group}>
              <legend>{t(`group.${group}`)}</legend>
              {own.map((permission) => (
                <Checkbox key={permission} value={permission}>
                  {t(`may.${wordsOf(permission)}`)}
                </Checkbox>
              ))}
            </fieldset>
          )
        )
      })}
    </Checkbox.Group>
  )
}
