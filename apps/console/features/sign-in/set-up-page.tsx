import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ApiError, post } from '../../api.ts'
import { useErrorText } from '../../components/use-error-text.ts'
import { usePreferences } from '../../preferences.ts'
import { SignInFrame } from './sign-in-frame.tsx'
import { useSignedIn } from './use-signed-in.ts'

type FirstAdministrator = { name: string; login: string; password: string; repeat: string }

/** An empty server asks for its first administrator. */
export default function SetUpPage() {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const signedIn = useSignedIn()
  const { locale } = usePreferences()
  const setUp = useMutation({
    mutationFn: ({ name, login, password }: FirstAdministrator) =>
      post('/api/setup', { name, login, password, locale }, null),
    onSuccess: signedIn,
    retry: false,
  })
  const done = setUp.error instanceof ApiError && setUp.error.code === 'setup_done'
  return (
    <SignInFrame title={t('setup.title')} lead={t('setup.lead')}>
      <Form<FirstAdministrator>
        layout="vertical"
        size="large"
        requiredMark={false}
        onFinish={(values) => setUp.mutate(values)}
      >
        {setUp.isError && (
          <Form.Item>
            <Alert
              showIcon
              type="error"
              title={done ? t('setup.done') : errorText(setUp.error)}
              action={done ? <Link to="/sign-in">{t('setup.toSignIn')}</Link> : undefined}
            />
          </Form.Item>
        )}
        <Form.Item
          name="name"
          label={t('setup.name')}
          rules={[{ required: true, whitespace: true, message: t('setup.nameMissing') }]}
        >
          <Input autoFocus autoComplete="name" />
        </Form.Item>
        <Form.Item
          name="login"
          label={t('signIn.login')}
          rules={[{ required: true, whitespace: true, message: t('signIn.loginMissing') }]}
        >
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('setup.password')}
          extra={t('setup.rule')}
          rules={[{ required: true, min: 10, message: t('setup.rule') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="repeat"
          label={t('setup.repeat')}
          dependencies={['password']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                value === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error(t('setup.differs'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={setUp.isPending}>
          {t('setup.submit')}
        </Button>
      </Form>
    </SignInFrame>
  )
}
