import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { changedFields, draftOf, type Wording } from './article-draft.ts'
import styles from './knowledge.module.css'
import type { ArticleActions } from './use-article-actions.ts'
import type { ArticleDraft } from './use-article-draft.ts'

/** Somebody saved the same article meanwhile: says where the two differ, and lets the person choose. */
export function ArticleConflict({
  theirs,
  edited,
  actions,
}: {
  theirs: Wording
  edited: ArticleDraft
  actions: ArticleActions
}) {
  const { t } = useTranslation('knowledge')
  const fields = changedFields(draftOf(theirs.content, theirs.content.language), edited.draft).map((field) =>
    t(`field.${field}`),
  )
  return (
    <Alert
      type="warning"
      showIcon
      className={styles.conflict}
      title={t('conflict.title')}
      description={
        <>
          <p>{t('conflict.text', { fields: fields.join(t('conflict.comma')) })}</p>
          <div className={styles.conflictActs}>
            <Button size="small" type="primary" onClick={() => actions.keepMine(theirs)}>
              {t('conflict.mine')}
            </Button>
            <Button size="small" onClick={() => actions.takeTheirs(theirs)}>
              {t('conflict.theirs')}
            </Button>
          </div>
        </>
      }
    />
  )
}
