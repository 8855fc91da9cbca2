import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffingAnswer, StaffingQuestion } from '../../../../src/desk/routing/contract.ts'
import { formatNumber } from '../../../kit/format.ts'
import { post } from '../../api.ts'
import { useSettled } from '../../components/list/use-settled.ts'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './routing.module.css'
import { RoutingHead } from './routing-head.tsx'

const USUAL: StaffingQuestion = {
  ...{ contactsPerHour: 200, handleSeconds: 360, chatsAtOnce: 3, withinSeconds: 20 },
  ...{ share: 0.8, mostOccupied: 0.85, shrinkage: 0.3 },
}
const FIELDS = [
  ['contactsPerHour', 0, 100_000, 10, 1],
  ['handleSeconds', 1, 7200, 10, 1],
  ['chatsAtOnce', 1, 20, 1, 1],
  ['withinSeconds', 1, 3600, 5, 1],
  ['share', 1, 99, 1, 100],
  ['mostOccupied', 30, 99, 1, 100],
  ['shrinkage', 0, 80, 1, 100],
] as const

/** How many people it takes to keep the promise. */
export function StaffingPage() {
  const { t } = useTranslation('routing')
  const { locale } = usePreferences()
  const [question, setQuestion] = useState(USUAL)
  const asked = useSettled(question, 250)
  const answer = useQuery({
    queryKey: ['routing', 'staffing', asked],
    queryFn: () => post<StaffingAnswer>('/api/routing/staffing', asked, null),
    placeholderData: keepPreviousData,
  })
  const percent = (value: number) => `${formatNumber(value * 100, locale, 1)} %`
  return (
    <Page>
      <RoutingHead hint={t('staffing.hint')} />
      <div className={styles.columns}>
        <section className={styles.panel}>
          {FIELDS.map(([name, min, max, step, times]) => (
            <label key={name} className={styles.number} htmlFor={`staffing-${name}`}>
              {t(`staffing.${name}`)}
              <InputNumber
                id={`staffing-${name}`}
                min={min}
                max={max}
                step={step}
                value={Math.round(question[name] * times)}
                onChange={(value) => setQuestion({ ...question, [name]: (value ?? min) / times })}
              />
            </label>
          ))}
        </section>
        <section className={styles.panel} aria-live="polite">
          {answer.isPending && <Loading rows={4} />}
          {answer.isError && <Problem error={answer.error} onRetry={() => void answer.refetch()} />}
          {answer.data && (
            <>
              <p className={styles.answer}>
                <b>{formatNumber(answer.data.needed, locale)}</b>
                {t('staffing.needed', { roster: answer.data.onRoster })}
              </p>
              <p className={styles.soft}>
                {t('staffing.traffic', { traffic: formatNumber(answer.data.traffic, locale, 1) })}
              </p>
              <table className={styles.figures}>
                <thead>
                  <tr>
                    {(['agents', 'level', 'wait', 'occupancy'] as const).map((name) => (
                      <th key={name} scope="col">
                        {t(`staffing.col.${name}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {answer.data.rows.map((row) => (
                    <tr key={row.agents} className={row.agents === answer.data.needed ? styles.chosen : undefined}>
                      <th scope="row">{row.agents}</th>
                      <td>{percent(row.serviceLevel)}</td>
                      <td>{t('seconds', { count: Math.round(row.averageWait) })}</td>
                      <td>{percent(row.occupancy)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <p className={styles.soft}>{t('staffing.formula')}</p>
            </>
          )}
        </section>
      </div>
    </Page>
  )
}
