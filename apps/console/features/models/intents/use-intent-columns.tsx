import { useTranslation } from 'react-i18next'
import { languageName } from '../../../../kit/format.ts'
import type { Column } from '../../../components/list/record-table.tsx'
import { usePreferences } from '../../../preferences.ts'
import styles from '../models.module.css'
import type { IntentSummary } from './use-intents.ts'

/** Fewer sentences than these teach an intent poorly. */
const FEW = 10

export function useIntentColumns(): Column<IntentSummary>[] {
  const { t } = useTranslation('models')
  const { locale } = usePreferences()
  const number = (count: number) =>
    count < FEW ? (
      <span className={styles.few} title={t('intent.few')}>
        {count}
      </span>
    ) : (
      count
    )
  return [
    {
      key: 'title',
      title: t('intent.name'),
      cell: ({ id, title }) => (
        <span className={styles.two}>
          <span className={styles.strong}>{title[locale]}</span>
          <code className={styles.code}>{id}</code>
        </span>
      ),
    },
    { key: 'zh', title: languageName('zh'), width: 110, align: 'right', cell: ({ zh }) => number(zh) },
    { key: 'en', title: languageName('en'), width: 110, align: 'right', cell: ({ en }) => number(en) },
    { key: 'own', title: t('intent.own'), width: 130, align: 'right', cell: ({ own }) => own || '–' },
    { key: 'off', title: t('intent.off'), width: 130, align: 'right', cell: ({ off }) => off || '–' },
  ]
}
