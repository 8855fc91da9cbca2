import { useTranslation } from 'react-i18next'
import type { ImportReport as Report } from '../../../../src/learning/history/contract.ts'
import styles from './history.module.css'

/** What came of an import: kept, dropped and why, repaired, and which personal data was taken out. */
export function ImportReport({ report }: { report: Report }) {
  const { t, i18n } = useTranslation('history')
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value)
  const words = <K extends string>(counts: Partial<Record<K, number>>, nameOf: (what: K) => string) =>
    (Object.entries(counts) as [K, number][]).map(([what, n]) => (
      <li key={what}>
        <span>{nameOf(what)}</span>
        <b>{number(n)}</b>
      </li>
    ))
  const lists = [
    { title: t('dropped'), items: words(report.dropped, (what) => t(`drop.${what}`)) },
    { title: t('repaired'), items: words(report.repaired, (what) => t(`repair.${what}`)) },
    { title: t('personal'), items: words(report.personal, (what) => t(`personalKind.${what}`)) },
  ]
  return (
    <section className={styles.card}>
      <h2>{t('report')}</h2>
      <p>
        {t('sentence', {
          dialogues: number(report.dialogues),
          kept: number(report.kept),
          messages: number(report.messages),
          seconds: number(Math.max(1, Math.round(report.ms / 1000))),
        })}
      </p>
      <div className={styles.counts}>
        {lists.map(({ title, items }) => (
          <div key={title}>
            <h3>{title}</h3>
            {items.length ? <ul>{items}</ul> : <p className={styles.soft}>{t('nothing')}</p>}
          </div>
        ))}
      </div>
      {report.examples.length > 0 && (
        <details className={styles.examples}>
          <summary>{t('examples', { count: report.examples.length })}</summary>
          <ul>
            {report.examples.map((example) => (
              <li key={`${example.row}:${example.reason}`}>
                <span className={styles.soft}>{t('row', { row: number(example.row) })}</span>
                <span>{t(`drop.${example.reason}`)}</span>
                <span className={styles.quote}>{example.text}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
