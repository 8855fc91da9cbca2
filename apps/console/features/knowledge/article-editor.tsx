import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ManagedArticle } from '../../../../src/knowledge/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { Field } from '../../components/list/field.tsx'
import { Page } from '../../components/page-header.tsx'
import { ArticleAside } from './article-aside.tsx'
import { ArticleConflict } from './article-conflict.tsx'
import type { Wording } from './article-draft.ts'
import { ArticleFields } from './article-fields.tsx'
import { ArticleHeader } from './article-header.tsx'
import { ArticleNotices } from './article-notices.tsx'
import styles from './knowledge.module.css'
import { ReviewDialog } from './review-dialog.tsx'
import { useArticleActions } from './use-article-actions.ts'
import { useArticleDraft } from './use-article-draft.ts'

type Props = { stored: ManagedArticle | null; wording: Wording | null; language: 'zh' | 'en'; readOnly: boolean }

/** Writing one article: its fields on the left, what comes of them on the right. */
export function ArticleEditor({ stored, wording, language, readOnly }: Props) {
  const { t } = useTranslation(['knowledge', 'lists'])
  const edited = useArticleDraft(wording, language)
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
      {stored && <ArticleNotices article={stored} actions={actions} />}
      {actions.theirs && <ArticleConflict theirs={actions.theirs} edited={edited} actions={actions} />}
      <div className={styles.columns}>
        <div className={styles.main}>
          <ArticleFields edited={edited} readOnly={readOnly} />
          {!readOnly && edited.dirty && stored && (
            <div className={styles.note}>
              <Field label={t('knowledge:note.label')} id="article-note" hint={t('knowledge:note.hint')}>
                <Input
                  id="article-note"
                  maxLength={300}
                  value={edited.note}
                  onChange={(event) => edited.setNote(event.target.value)}
                  placeholder={t('knowledge:note.placeholder')}
                />
              </Field>
            </div>
          )}
        </div>
        <ArticleAside stored={stored} draft={edited.draft} />
      </div>
      <ReviewDialog actions={actions} />
    </Page>
  )
}
