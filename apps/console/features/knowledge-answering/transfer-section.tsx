import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { HandOver } from '../../../../src/conversations/contract.ts'
import type { TransferReport, TransferShare } from '../../../../src/desk/transfers/contract.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import styles from './transfers.module.css'
import { useSetThreshold, useTransfers } from './use-transfers.ts'

/** Were the hand-overs right? By reason and intent, and what threshold would have done better. */
export function TransferSection() {
  const { t } = useTranslation('knowledge-answering')
  const { may } = useSession()
  const wanted = may('models.read')
  const query = useTransfers(wanted)
  if (!wanted) return null
  return (
    <section className={styles.section} aria-labelledby="transfers">
      <h2 id="transfers">{t('transfers.title')}</h2>
      <p className={styles.quiet}>{t('transfers.hint')}</p>
      {query.isPending && <Loading rows={4} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && <Report report={query.data} />}
    </section>
  )
}

function Report({ report }: { report: TransferReport }) {
  const { t } = useTranslation(['knowledge-answering', 'desk'])
  const { locale } = usePreferences()
  const { whole, byReason, byIntent } = report
  const judged = whole.right + whole.notNeeded
  if (judged + whole.missed + whole.unclear === 0) return <p className={styles.quiet}>{t('transfers.none')}</p>
  const reasonOf = ({ key }: TransferShare) =>
    key === null ? t('transfers.noTransfer') : t(`desk:reason.${key as HandOver['reason']}`)
  return (
    <>
      <p className={styles.lead}>
        {whole.share === null
          ? t('transfers.leadNone', { missed: whole.missed })
          : t('transfers.lead', { share: percent(whole.share), judged, missed: whole.missed })}
      </p>
      <Suggestions report={report} />
      <div className={styles.tables}>
        <Shares caption={t('transfers.byReason')} rows={byReason} titleOf={reasonOf} />
        <Shares
          caption={t('transfers.byIntent')}
          rows={byIntent}
          titleOf={({ title }) => title[locale] || t('transfers.noIntent')}
        />
      </div>
    </>
  )
}

function Suggestions({ report: { suggestions, set } }: { report: TransferReport }) {
  const { t } = useTranslation('knowledge-answering')
  const { locale } = usePreferences()
  const { may } = useSession()
  const { done, failed } = useTold()
  const change = useSetThreshold({ done: () => done(t('transfers.changed')), failed })
  if (suggestions.length + set.length === 0) return null
  const writes = may('models.manage')
  return (
    <ul className={styles.suggestions}>
      {suggestions.map((one) => (
        <li key={one.intent}>
          <span>
            {t(one.suggested > one.current ? 'transfers.raise' : 'transfers.lower', {
              title: one.title[locale],
              current: one.current.toFixed(2),
              suggested: one.suggested.toFixed(2),
              now: one.wrongNow,
              after: one.wrongThen,
              scored: one.scored,
            })}
          </span>
          {writes && (
            <Button
              type="primary"
              size="small"
              loading={change.isPending}
              onClick={() => change.mutate({ intent: one.intent, threshold: one.suggested })}
            >
              {t('transfers.accept')}
            </Button>
          )}
        </li>
      ))}
      {set.map(({ intent, title, threshold }) => (
        <li key={`set ${intent}`} className={styles.quiet}>
          <span>{t('transfers.set', { title: title[locale], threshold: threshold.toFixed(2) })}</span>
          {writes && (
            <Button size="small" onClick={() => change.mutate({ intent, threshold: null })}>
              {t('transfers.takeBack')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

type SharesProps = { caption: string; rows: readonly TransferShare[]; titleOf: (row: TransferShare) => string }

function Shares({ caption, rows, titleOf }: SharesProps) {
  const { t } = useTranslation('knowledge-answering')
  return (
    <table className={styles.table}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col" />
          <th scope="col">{t('transfers.share')}</th>
          <th scope="col">{t('transfers.right')}</th>
          <th scope="col">{t('transfers.notNeeded')}</th>
          <th scope="col">{t('transfers.missed')}</th>
          <th scope="col">{t('transfers.unclear')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, 12).map((row) => (
          <tr key={row.key ?? ''}>
            <th scope="row">{titleOf(row)}</th>
            <td>{row.share === null ? '–' : `${percent(row.share)} %`}</td>
            <td>{row.right}</td>
            <td>{row.notNeeded}</td>
            <td>{row.missed}</td>
            <td>{row.unclear}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const percent = (share: number): number => Math.round(share * 100)
