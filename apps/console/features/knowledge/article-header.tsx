import { ArrowLeftOutlined, MoreOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Article } from '../../../../src/knowledge/contract.ts'
import { Kbd } from '../../components/kbd.tsx'
import { BackLink } from '../../components/list/back-link.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useSession } from '../../session.tsx'
import { ArticleStatus } from './article-status.tsx'
import styles from './knowledge.module.css'
import type { ArticleActions } from './use-article-actions.ts'
import type { ArticleDraft } from './use-article-draft.ts'
import { Votes } from './votes.tsx'

type Props = { stored: Article | null; edited: ArticleDraft; actions: ArticleActions; readOnly: boolean }

/** Name, state and version of the article, and what can be done with it. */
export function ArticleHeader({ stored, edited, actions, readOnly }: Props) {
  const { t } = useTranslation(['knowledge', 'lists', 'shell'])
  const { may } = useSession()
  const published = stored?.status === 'published'
  const more = [
    ...(published ? [{ key: 'unpublish', label: t('knowledge:act.unpublish'), onClick: actions.unpublish }] : []),
    ...(stored && stored.status !== 'archived'
      ? [{ key: 'archive', danger: true, label: t('knowledge:act.archive'), onClick: actions.archive }]
      : []),
  ]
  return (
    <>
      <BackLink to="/knowledge" icon={<ArrowLeftOutlined aria-hidden />}>
        {t('knowledge:title')}
      </BackLink>
      <PageHeader
        title={edited.draft.title || t(stored ? 'knowledge:untitled' : 'knowledge:new')}
        hint={stored && <Facts stored={stored} dirty={edited.dirty} />}
      >
        {!readOnly && (
          <Button
            onClick={() => void actions.save()}
            loading={actions.busy}
            disabled={stored !== null && !edited.dirty}
          >
            {t('lists:save')} <Kbd keys="mod+s" />
          </Button>
        )}
        {may('knowledge.publish') && (!published || edited.dirty) && (
          <Button type="primary" onClick={() => void actions.publish()} loading={actions.busy}>
            {t(edited.dirty || !stored ? 'knowledge:act.saveAndPublish' : 'knowledge:act.publish')}
          </Button>
        )}
        {may('knowledge.publish') && more.length > 0 && (
          <Dropdown menu={{ items: more }} trigger={['click']} placement="bottomRight">
            <Button icon={<MoreOutlined aria-hidden />} aria-label={t('shell:more')} />
          </Dropdown>
        )}
      </PageHeader>
    </>
  )
}

function Facts({ stored, dirty }: { stored: Article; dirty: boolean }) {
  const { t } = useTranslation('knowledge')
  return (
    <span className={styles.facts}>
      <ArticleStatus article={stored} />
      <span>{t('version', { version: stored.version })}</span>
      <RelativeTime at={stored.updatedAt} wrap={(time) => t('savedAt', { time })} />
      {stored.helpful + stored.unhelpful > 0 && <Votes article={stored} />}
      {dirty && <strong className={styles.dirty}>{t('dirty')}</strong>}
    </span>
  )
}
