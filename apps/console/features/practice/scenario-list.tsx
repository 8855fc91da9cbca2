import { SmileOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { ScenarioSummary } from '../../../../src/desk/practice/contract.ts'
import { Empty } from '../../components/empty.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './practice.module.css'
import { usePractice, useScenarios } from './use-practice.ts'

/** The customers one can practise with, and how it went before. */
export function ScenarioList() {
  const { t } = useTranslation('practice')
  const { locale } = usePreferences()
  const [language, setLanguage] = useState<'zh' | 'en'>(locale)
  const query = useScenarios()
  const navigate = useNavigate()
  const start = usePractice((run) => void navigate(`/practice/${run.id}`))
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')}>
        <Segmented
          value={language}
          onChange={setLanguage}
          aria-label={t('language')}
          options={[
            { value: 'zh', label: t('inChinese') },
            { value: 'en', label: t('inEnglish') },
          ]}
        />
      </PageHeader>
      {query.isPending && <Loading rows={6} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data?.items.length === 0 && (
        <Empty icon={<SmileOutlined aria-hidden />} title={t('empty')} hint={t('emptyHint')} />
      )}
      <ul className={styles.scenarios}>
        {query.data?.items.map((one) => (
          <Scenario
            key={one.id}
            scenario={one}
            busy={start.isPending}
            onStart={() => start.mutate({ path: '', body: { scenarioId: one.id, language } })}
          />
        ))}
      </ul>
    </Page>
  )
}

type Props = { scenario: ScenarioSummary; busy: boolean; onStart: () => void }

function Scenario({ scenario, busy, onStart }: Props) {
  const { t } = useTranslation('practice')
  const { locale } = usePreferences()
  const { temper, title, brief, steps, par, attempts, best, last } = scenario
  return (
    <li className={styles.scenario}>
      <div className={styles.scenarioHead}>
        <h2>{title[locale]}</h2>
        <span className={`${styles.temper} ${styles[temper] ?? ''}`}>{t(`temper.${temper}`)}</span>
      </div>
      <p>{brief[locale]}</p>
      <p className={styles.quiet}>{t('facts', { steps, minutes: Math.round(par / 60) })}</p>
      <div className={styles.scenarioFoot}>
        <span className={styles.quiet}>
          {best === null ? t('never') : t('before', { attempts, best, last: last ?? best })}
        </span>
        <Button type="primary" disabled={busy} onClick={onStart} aria-label={t('startOf', { title: title[locale] })}>
          {attempts > 0 ? t('again') : t('start')}
        </Button>
      </div>
    </li>
  )
}
