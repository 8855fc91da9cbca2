import { useTranslation } from 'react-i18next'
import type { TermView } from '../../../../src/packs/contract.ts'
import type { Column } from '../../components/list/record-table.tsx'
import { StatusMark, Word } from '../../components/list/status-mark.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import styles from './terms.module.css'

export function useTermColumns(): Column<TermView>[] {
  const { t } = useTranslation('terms')
  return [
    {
      key: 'term',
      title: t('field.term'),
      width: 180,
      cell: (term) => <span className={styles.term}>{term.term}</span>,
    },
    {
      key: 'synonyms',
      title: t('field.synonyms'),
      cell: (term) => <span className={styles.synonyms}>{term.synonyms.join(t('separator'))}</span>,
    },
    {
      key: 'language',
      title: t('field.language'),
      width: 96,
      cell: (term) => <Word>{t(`language.${term.language}`)}</Word>,
    },
    {
      key: 'pack',
      title: t('field.pack'),
      width: 130,
      cell: (term) => (
        <StatusMark tone={term.packId === null ? 'action' : 'quiet'}>{term.packId ?? t('own')}</StatusMark>
      ),
    },
    {
      key: 'updated',
      title: t('field.updated'),
      width: 116,
      wideOnly: true,
      cell: (term) => (
        <span className={styles.soft}>
          <RelativeTime at={term.updatedAt} />
        </span>
      ),
    },
  ]
}
