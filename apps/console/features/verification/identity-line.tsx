import { LockOutlined, QuestionCircleOutlined, SafetyCertificateOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import type { VerificationView } from '../../../../src/verification/contract.ts'
import { formatTime } from '../../../kit/format.ts'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { useVerification } from './use-verification.ts'
import styles from './verification.module.css'
import { VerifyDialog } from './verify-dialog.tsx'

/** Who is proven to be speaking and how; and the button that begins to find out. */
export function IdentityLine({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('verification')
  const { may } = useSession()
  const [open, setOpen] = useState<'verify' | 'link' | null>(null)
  const { data } = useVerification(conversation.id)
  if (!data) return null
  const asks = data.on && may('conversations.reply') && conversation.status === 'human'
  return (
    <section className={styles.line} aria-label={t('line')}>
      <State view={data} />
      {asks && (
        <span className={styles.acts}>
          <Button size="small" onClick={() => setOpen('link')}>
            {t('link.act')}
          </Button>
          <Button size="small" onClick={() => setOpen('verify')}>
            {t('act')}
          </Button>
        </span>
      )}
      {open === 'verify' && <VerifyDialog conversation={conversation} view={data} onClose={() => setOpen(null)} />}
      {open === 'link' && <LinkDialog conversation={conversation} view={data} onClose={() => setOpen(null)} />}
    </section>
  )
}

function State({ view }: { view: VerificationView }) {
  const { t } = useTranslation('verification')
  const { locale } = usePreferences()
  const { proof, base, lockedUntil } = view
  if (proof)
    return (
      <span className={styles.proven}>
        <SafetyCertificateOutlined aria-hidden />
        {t('proven', {
          name: proof.customerName,
          how: t(`method.${proof.method}`),
          until: formatTime(proof.expiresAt, locale),
        })}
      </span>
    )
  if (lockedUntil)
    return (
      <span className={styles.locked}>
        <LockOutlined aria-hidden />
        {t('lockedUntil', { until: formatTime(lockedUntil, locale) })}
      </span>
    )
  return (
    <span className={base ? styles.proven : styles.unknown}>
      {base ? <SafetyCertificateOutlined aria-hidden /> : <QuestionCircleOutlined aria-hidden />}
      {base ? t(`base.${base}`) : t('unknown')}
    </span>
  )
}
