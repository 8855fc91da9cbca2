import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Empty } from '../../components/empty.tsx'
import styles from './home.module.css'
import type { useHome } from './use-home.ts'

type Step = { key: string; title: string; hint: string; label: string; run: () => void; strong?: boolean }

/** What needs this person, the most pressing first. */
export function NextSteps({ home }: { home: ReturnType<typeof useHome> }) {
  const { t } = useTranslation('home')
  const steps = useSteps(home)
  return (
    <section className={styles.card}>
      <h2>{t('next.title')}</h2>
      {steps.length === 0 && <Empty title={t('next.allDone')} hint={t('next.allDoneHint')} />}
      {steps.map((step) => (
        <div key={step.key} className={styles.step}>
          <div>
            <strong>{step.title}</strong>
            <span>{step.hint}</span>
          </div>
          <Button type={step.strong ? 'primary' : 'default'} onClick={step.run}>
            {step.label}
          </Button>
        </div>
      ))}
    </section>
  )
}

function useSteps({
  serves,
  waiting,
  unread,
  overdue,
  drafts,
  businessDown,
  presence,
}: ReturnType<typeof useHome>): Step[] {
  const { t } = useTranslation('home')
  const navigate = useNavigate()
  const go = (to: string) => () => void navigate(to)
  const [next] = waiting
  const [first] = unread
  const offline = serves && presence.presence?.status !== undefined && presence.presence.status !== 'online'
  const steps: (Step | false | undefined)[] = [
    businessDown && {
      key: 'business',
      title: t('next.business'),
      hint: t('next.businessHint'),
      label: t('next.businessDo'),
      run: go('/conversations'),
    },
    next && {
      key: 'accept',
      title: t('next.accept', { count: waiting.length }),
      hint: t('next.acceptHint', { name: next.customerName }),
      label: t('next.acceptDo'),
      run: go(`/desk/${next.id}`),
      strong: true,
    },
    first && {
      key: 'reply',
      title: t('next.reply', { count: unread.length }),
      hint: t('next.replyHint', { name: first.customerName }),
      label: t('next.replyDo'),
      run: go(`/desk/${first.id}`),
    },
    offline && {
      key: 'online',
      title: t('next.goOnline'),
      hint: t('next.goOnlineHint'),
      label: t('next.goOnlineDo'),
      run: () => presence.change('online'),
    },
    overdue > 0 && {
      key: 'overdue',
      title: t('next.overdue', { count: overdue }),
      hint: t('next.overdueHint'),
      label: t('next.overdueDo'),
      run: go('/tickets?overdue=true'),
    },
    drafts > 0 && {
      key: 'drafts',
      title: t('next.drafts', { count: drafts }),
      hint: t('next.draftsHint'),
      label: t('next.draftsDo'),
      run: go('/knowledge?status=draft'),
    },
  ]
  return steps.filter((step) => step !== false && step !== undefined)
}
