import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SamplingRule, Scorecard } from '../../../../src/desk/quality/contract.ts'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { useQueues } from '../routing/use-routing.ts'
import { useColleagues } from '../team/use-colleagues.ts'
import { CardEditor } from './card-editor.tsx'
import styles from './quality.module.css'
import { QualityHead } from './quality-head.tsx'
import { RuleEditor } from './rule-editor.tsx'
import { useChannels, useQualitySettings } from './use-quality.ts'

/** By which cards conversations are scored, and which are taken. */
export function SettingsPage() {
  const { t } = useTranslation('quality')
  const { locale } = usePreferences()
  const { may } = useSession()
  const { name } = useColleagues()
  const channels = useChannels()
  const queues = useQueues()
  const channelName = (id: string) => channels.data?.items.find((one) => one.id === id)?.title[locale] ?? id
  const queueName = (id: string) => queues.data?.items.find((one) => one.id === id)?.name[locale] ?? id
  const manages = may('quality.manage')
  const query = useQualitySettings(true)
  const [card, setCard] = useState<Scorecard | 'new' | null>(null)
  const [rule, setRule] = useState<SamplingRule | 'new' | null>(null)
  const cards = query.data?.scorecards ?? []
  const nameOf = (one: Scorecard | undefined) => (one && ((locale === 'en' && one.nameEn) || one.name)) ?? ''
  return (
    <Page>
      <QualityHead hint={t('settings.hint')} />
      {query.isPending && <Loading rows={6} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && (
        <div className={styles.settings}>
          <section className={styles.panel}>
            <header className={styles.panelHead}>
              <h2>{t('settings.cards')}</h2>
              {manages && (
                <Button icon={<PlusOutlined aria-hidden />} onClick={() => setCard('new')}>
                  {t('settings.newCard')}
                </Button>
              )}
            </header>
            <ul className={styles.notes}>
              {cards.map((one) => (
                <li key={one.id} className={one.active ? '' : styles.off}>
                  <button type="button" className={styles.plain} disabled={!manages} onClick={() => setCard(one)}>
                    <strong>{nameOf(one)}</strong>
                    <span className={styles.quiet}>
                      {t('settings.cardFacts', {
                        count: one.criteria.length,
                        mark: one.passMark,
                        version: one.version,
                      })}
                      {!one.active && ` · ${t('settings.off')}`}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
          <section className={styles.panel}>
            <header className={styles.panelHead}>
              <h2>{t('settings.rules')}</h2>
              {manages && (
                <Button icon={<PlusOutlined aria-hidden />} onClick={() => setRule('new')}>
                  {t('settings.newRule')}
                </Button>
              )}
            </header>
            <ul className={styles.notes}>
              {query.data.rules.map((one) => (
                <li key={one.id} className={one.active ? '' : styles.off}>
                  <button type="button" className={styles.plain} disabled={!manages} onClick={() => setRule(one)}>
                    <strong>{(locale === 'en' && one.nameEn) || one.name}</strong>
                    <span className={styles.quiet}>
                      {t('settings.ruleFacts', {
                        share: one.share,
                        trigger: t(`trigger.${one.trigger}`),
                        card: nameOf(cards.find(({ id }) => id === one.scorecardId)),
                      })}
                      {one.channel && ` · ${channelName(one.channel)}`}
                      {one.queueId && ` · ${queueName(one.queueId)}`}
                      {one.agentId && ` · ${name(one.agentId) ?? one.agentId}`}
                      {!one.active && ` · ${t('settings.off')}`}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        </div>
      )}
      {card && <CardEditor card={card === 'new' ? null : card} onClose={() => setCard(null)} />}
      {rule && <RuleEditor rule={rule === 'new' ? null : rule} cards={cards} onClose={() => setRule(null)} />}
    </Page>
  )
}
