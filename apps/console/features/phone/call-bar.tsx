import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import type { PhoneCall } from '../../../../src/voice/bridge/contract.ts'
import { clockText } from '../../components/clock-text.ts'
import { useNow } from '../../components/use-now.ts'
import { AfterCall } from './after-call.tsx'
import { CallActions } from './call-actions.tsx'
import { CallTroubles } from './call-troubles.tsx'
import { Dialling } from './dialling.tsx'
import { LevelMeters } from './level-meters.tsx'
import { MonitorActions } from './monitor-actions.tsx'
import { Parties } from './parties.tsx'
import styles from './phone.module.css'
import { type PhoneUse, usePhone } from './phone-provider.tsx'

/** On every page: the call one is in, and after it the time to wind it up. */
export function CallBar() {
  const phone = usePhone()
  if (!phone?.state) return null
  const { call, dialling, afterCall } = phone.state
  if (call) return <Call phone={phone} call={call} />
  if (dialling) return <Dialling phone={phone} to={dialling} />
  if (afterCall) return <AfterCall key={afterCall.callId} phone={phone} over={afterCall} />
  return null
}

function Call({ phone, call }: { phone: PhoneUse; call: PhoneCall }) {
  const { t } = useTranslation('phone')
  const { pathname } = useLocation()
  const here = pathname.endsWith(`/${call.conversationId}`)
  const state = phone.link === 'lost' ? 'lost' : call.transferring ? 'transferring' : call.held ? 'held' : call.role
  return (
    <section className={styles.bar} data-state={state} aria-label={t('call')}>
      <div className={styles.row}>
        <div className={styles.who}>
          <strong>
            {here ? call.customerName : <Link to={`/desk/${call.conversationId}`}>{call.customerName}</Link>}
          </strong>
          <span className={styles.from}>{call.channel === 'voice' ? t('fromPage') : call.from}</span>
          <span className={styles.state} role="status">
            {t(`stage.${state}`, { to: call.transferring ?? '' })}
          </span>
          <Clock since={call.since} />
          <Unwritten {...call.transcript} />
        </div>
        <LevelMeters phone={phone.phone} />
        {call.role === 'supervisor' ? (
          <MonitorActions phone={phone} call={call} />
        ) : (
          <CallActions phone={phone} call={call} />
        )}
      </div>
      <Parties phone={phone} call={call} />
      <CallTroubles phone={phone} />
    </section>
  )
}

/** Nobody shall look for words in the conversation that nothing here can write down. */
function Unwritten({ customer, us }: PhoneCall['transcript']) {
  const { t } = useTranslation('phone')
  if (customer && us) return null
  return <span className={styles.from}>{t(`unwritten.${customer ? 'us' : us ? 'customer' : 'both'}`)}</span>
}

function Clock({ since }: { since: string }) {
  const now = useNow()
  return <time className={styles.clock}>{clockText(now - Date.parse(since))}</time>
}
