import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation, useNavigate, useSearchParams } from 'react-router'
import { get } from '../../api.ts'
import { LinkSignIn } from './link-sign-in.tsx'
import { PasswordForm } from './password-form.tsx'
import { SignInFrame } from './sign-in-frame.tsx'

/** Account and password, or a one-time link in the address. */
export default function SignInPage() {
  const { t } = useTranslation()
  const [query] = useSearchParams()
  const { hash } = useLocation()
  const navigate = useNavigate()
  // After `#` the token stays out of proxies' logs; `?link=` is understood as well.
  const link = new URLSearchParams(hash.slice(1)).get('link') ?? query.get('link')
  const setup = useQuery({
    queryKey: ['setup'],
    queryFn: ({ signal }) => get<{ needed: boolean }>('/api/setup', {}, signal),
    enabled: !link,
    retry: false,
  })
  if (setup.data?.needed) return <Navigate to="/setup" replace />
  return (
    <SignInFrame title={t('signIn.title')} lead={t('signIn.lead')}>
      {link ? <LinkSignIn token={link} onPassword={() => navigate('/sign-in', { replace: true })} /> : <PasswordForm />}
    </SignInFrame>
  )
}
