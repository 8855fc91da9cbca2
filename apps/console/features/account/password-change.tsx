import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { put } from '../../api.ts'
import { useErrorText } from '../../components/use-error-text.ts'
import { sessionKey, useSession } from '../../session.tsx'
import styles from './account.module.css'

type Passwords = { current: string; next: string; repeat: string }

export function PasswordChange() {
  const { t } = useTranslation(['account', 'shell'])
  const { user } = useSession()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const client = useQueryClient()
  const [form] = Form.useForm<Passwords>()
  const change = useMutation({
    mutationFn: ({ current, next }: Passwords) =>
      put('/api/users/me/password', { ...(current ? { currentPassword: current } : {}), newPassword: next }),
    retry: false,
    onSuccess: async () => {
      form.resetFields()
      message.success(t('account:password.changed'))
      await client.invalidateQueries({ queryKey: sessionKey })
      await client.invalidateQueries({ queryKey: ['my-sessions'] })
    },
  })
  const missing = t('account:password.missing')
  return (
    <section className={styles.card}>
      <h2>{t('account:password.title')}</h2>
      {user.mustChangePassword && (
        <Alert showIcon type="warning" title={t('account:password.must')} className={styles.alert ?? ''} />
      )}
      {change.isError && <Alert showIcon type="error" title={errorText(change.error)} className={styles.alert ?? ''} />}
      <Form<Passwords>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => change.mutate(values)}
        className={styles.form ?? ''}
      >
        <Form.Item
          name="current"
          label={t('account:password.current')}
          rules={[{ required: !user.mustChangePassword, message: missing }]}
          extra={user.mustChangePassword ? t('account:password.currentMayBeEmpty') : undefined}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label={t('account:password.next')}
          extra={t('shell:setup.rule')}
          rules={[{ required: true, min: 10, message: t('shell:setup.rule') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="repeat"
          label={t('account:password.repeat')}
          dependencies={['next']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                value === getFieldValue('next')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('shell:setup.differs'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('account:password.submit')}
        </Button>
      </Form>
    </section>
  )
}
