import { useTranslation } from 'react-i18next'
import type { Article } from '../../../../src/knowledge/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { Page } from '../../components/page-header.tsx'
import { ArticleAside } from './article-aside.tsx'
import { ArticleConflict } from './article-conflict.tsx'
import { ArticleFields } from './article-fields.tsx'
import { ArticleHeader } from './article-header.tsx'
import styles from './knowledge.module.css'
import { useArticleActions } from './use-article-actions.ts'
import { useArticleDraft } from './use-article-draft.ts'

/** Writing one article: its fields on the left, what comes of them on the right. */
export function ArticleEditor({
  stored,
  language,
  readOnly,
}: {
  stored: Article | null
  language: 'zh' | 'en'
  readOnly: boolean
}) {
  const { t } = useTranslation(['knowledge', 'lists'])
  const edited = useArticleDraft(stored, language)
  const actions = useArticleActions(stored, edited)
  useCommands(
    readOnly
      ? []
      : [
          {
            id: 'article:save',
            title: t('lists:save'),
            group: t('knowledge:title'),
            keys: 'mod+s',
            run: () => void actions.save(),
          },
        ],
  )
  return (
    <Page>
      <ArticleHeader stored={stored} edited={edited} actions={actions} readOnly={readOnly} />
      {actions.theirs && <ArticleConflict theirs={actions.theirs} edited={edited} actions={actions} />}
      <div className={styles.columns}>
        <div className={styles.main}>
          <ArticleFields edited={edited} readOnly={readOnly} />
        </div>
        <ArticleAside stored={stored} draft={edited.draft} />
      </div>
    </Page>
  )
}
