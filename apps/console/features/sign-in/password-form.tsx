import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { ApiError, post } from '../../api.ts'
import { useErrorText } from '../../components/use-error-text.ts'
import { useSignedIn } from './use-signed-in.ts'

type Credentials = { login: string; password: string }

export function PasswordForm() {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const signedIn = useSignedIn()
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) => post('/api/session', credentials, null),
    onSuccess: signedIn,
    retry: false,
  })
  const locked = signIn.error instanceof ApiError && signIn.error.code === 'account_locked'
  return (
    <Form<Credentials>
      layout="vertical"
      size="large"
      requiredMark={false}
      onFinish={(credentials) => signIn.mutate(credentials)}
      validateTrigger="onSubmit"
    >
      {signIn.isError && (
        <Form.Item>
          <Alert
            showIcon
            type={locked ? 'warning' : 'error'}
            title={locked ? t('signIn.locked') : errorText(signIn.error)}
            description={locked ? errorText(signIn.error) : undefined}
          />
        </Form.Item>
      )}
      <Form.Item
        name="login"
        label={t('signIn.login')}
        rules={[{ required: true, whitespace: true, message: t('signIn.loginMissing') }]}
      >
        <Input autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('signIn.password')}
        rules={[{ required: true, message: t('signIn.passwordMissing') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
        {t('signIn.submit')}
      </Button>
    </Form>
  )
}
