import { PhoneOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Ringing } from '../../../../src/voice/bridge/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { EmotionPopover } from '../../components/emotion/emotion-popover.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { TierMark } from '../../components/tier-mark.tsx'
import { usePreferences } from '../../preferences.ts'
import { useHead } from '../desk/use-head.ts'
import styles from './phone.module.css'
import { type PhoneUse, usePhone } from './phone-provider.tsx'
import { ring } from './ring-tone.ts'

/** On every page: who calls and what about, with sound, until it is answered or gone. */
export function RingPanel() {
  const phone = usePhone()
  const [first, ...others] = phone?.state?.ringing ?? []
  if (!phone || !first) return null
  return <Rings key={first.callId} phone={phone} call={first} others={others.length} />
}

function Rings({ phone, call, others }: { phone: PhoneUse; call: Ringing; others: number }) {
  const { t } = useTranslation('phone')
  const navigate = useNavigate()
  useEffect(ring, [])
  const busy = phone.state?.call !== null
  const answer = () => {
    phone.run({ type: 'answer', callId: call.callId })
    void navigate(`/desk/${call.conversationId}`)
  }
  const reject = () => phone.run({ type: 'reject', callId: call.callId })
  const group = t('group')
  useCommands([
    { id: 'phone:answer', title: t('answer'), group, keys: 'alt+a', run: answer },
    { id: 'phone:reject', title: t('reject'), group, keys: 'alt+r', run: reject },
  ])
  return (
    <section className={styles.ring} role="alertdialog" aria-label={t('ringing')}>
      <header className={styles.ringHead}>
        <span className={styles.ringMark} aria-hidden>
          <PhoneOutlined aria-hidden />
        </span>
        <span>
          {t(`rings.${call.why}`, { by: call.by ?? '' })}
          {others > 0 && ` · ${t('othersRing', { count: others })}`}
        </span>
      </header>
      <About call={call} />
      <footer className={styles.ringActions}>
        <Button onClick={reject}>
          {t('reject')} <Kbd keys="alt+r" />
        </Button>
        <Button type="primary" disabled={busy} icon={<PhoneOutlined aria-hidden />} onClick={answer}>
          {t('answer')} <Kbd keys="alt+a" />
        </Button>
      </footer>
    </section>
  )
}

/** Who it is and what he wants, as far as the bot found out. */
function About({ call }: { call: Ringing }) {
  const { t } = useTranslation(['phone', 'desk'])
  const { locale } = usePreferences()
  const head = useHead(call.conversationId)
  const conversation = head.data?.conversation
  const handOver = conversation?.handOver
  return (
    <div className={styles.ringAbout}>
      <p className={styles.ringName}>
        <strong>{call.customerName}</strong>
        {conversation && <TierMark tier={conversation.tier} />}
        <EmotionPopover conversationId={call.conversationId} />
        <span className={styles.quiet}>{call.channel === 'voice' ? t('phone:fromPage') : call.from}</span>
      </p>
      {handOver && (
        <p>
          <span className={styles.reason}>{t(`desk:reason.${handOver.reason}`)}</span>
          {handOver.wants[locale]}
        </p>
      )}
      {handOver && handOver.tried.length > 0 && (
        <p className={styles.quiet}>
          {t('desk:brief.tried')}
          {t('phone:colon')}
          {handOver.tried.at(-1)?.[locale]}
        </p>
      )}
    </div>
  )
}
