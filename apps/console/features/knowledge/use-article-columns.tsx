import { useTranslation } from 'react-i18next'
import type { ManagedArticle } from '../../../../src/knowledge/contract.ts'
import type { Column } from '../../components/list/record-table.tsx'
import { Word } from '../../components/list/status-mark.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { ArticleStatus, NextMark } from './article-status.tsx'
import styles from './knowledge.module.css'
import { useCategoryName } from './use-category-name.ts'
import { useDepartments } from './use-departments.ts'
import { Votes } from './votes.tsx'

export function useArticleColumns(): Column<ManagedArticle>[] {
  const { t } = useTranslation(['knowledge', 'lists'])
  const categoryName = useCategoryName()
  const { nameOf } = useDepartments()
  return [
    {
      key: 'title',
      title: t('knowledge:field.title'),
      cell: (article) => (
        <span className={styles.titleCell}>
          <span className={styles.titleLine}>
            <span className={styles.title}>{article.title}</span>
            {article.language === 'en' && <Word title={t('lists:en')}>EN</Word>}
          </span>
          <span className={styles.under}>
            {[
              categoryName(article.category),
              nameOf(article.departmentId),
              t('knowledge:questions.count', { count: article.questions.length }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      ),
    },
    {
      key: 'status',
      title: t('knowledge:field.status'),
      width: 104,
      cell: (article) => (
        <span className={styles.marks}>
          <ArticleStatus article={article} />
          <NextMark article={article} />
        </span>
      ),
    },
    { key: 'votes', title: t('knowledge:field.votes'), width: 108, cell: (article) => <Votes article={article} /> },
    {
      key: 'updated',
      title: t('knowledge:field.updated'),
      width: 116,
      wideOnly: true,
      cell: (article) => (
        <span className={styles.quiet}>
          <RelativeTime at={article.updatedAt} />
        </span>
      ),
    },
  ]
}
