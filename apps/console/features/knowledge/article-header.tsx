import { ArrowLeftOutlined, HistoryOutlined, MoreOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ManagedArticle } from '../../../../src/knowledge/contract.ts'
import { Kbd } from '../../components/kbd.tsx'
import { BackLink } from '../../components/list/back-link.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useSession } from '../../session.tsx'
import { ArticleStatus } from './article-status.tsx'
import styles from './knowledge.module.css'
import type { ArticleActions } from './use-article-actions.ts'
import type { ArticleDraft } from './use-article-draft.ts'
import { useDepartments } from './use-departments.ts'
import { Votes } from './votes.tsx'

type Props = { stored: ManagedArticle | null; edited: ArticleDraft; actions: ArticleActions; readOnly: boolean }

/** Name, state and version of the article, and what can be done with it. */
export function ArticleHeader({ stored, edited, actions, readOnly }: Props) {
  const { t } = useTranslation(['knowledge', 'lists'])
  const { may } = useSession()
  const live = stored?.status === 'published'
  // While it is in review the notice below holds the way to publish.
  const toPublish = edited.dirty || !stored || (!stored.review && (!live || stored.draft !== null))
  return (
    <>
      <BackLink to="/knowledge" icon={<ArrowLeftOutlined aria-hidden />}>
        {t('knowledge:title')}
      </BackLink>
      <PageHeader
        title={edited.draft.title || t(stored ? 'knowledge:untitled' : 'knowledge:new')}
        hint={stored && <Facts stored={stored} dirty={edited.dirty} />}
      >
        {stored && (
          <Link to={`/knowledge/${encodeURIComponent(stored.id)}/versions`}>
            <Button icon={<HistoryOutlined aria-hidden />} tabIndex={-1}>
              {t('knowledge:versions.title')}
            </Button>
          </Link>
        )}
        {!readOnly && (
          <Button
            onClick={() => void actions.save()}
            loading={actions.busy}
            disabled={stored !== null && !edited.dirty}
          >
            {t('lists:save')} <Kbd keys="mod+s" />
          </Button>
        )}
        {may('knowledge.publish') && toPublish && (
          <Button type="primary" onClick={() => void actions.publish()} loading={actions.busy}>
            {t(edited.dirty || !stored ? 'knowledge:act.saveAndPublish' : 'knowledge:act.publish')}
          </Button>
        )}
        {!readOnly && <More stored={stored} edited={edited} actions={actions} />}
      </PageHeader>
    </>
  )
}

function More({ stored, edited, actions }: Omit<Props, 'readOnly'>) {
  const { t } = useTranslation(['knowledge', 'shell'])
  const { may } = useSession()
  const live = stored?.status === 'published'
  const reviewable = !stored || stored.status === 'draft' || (live && (edited.dirty || stored.draft))
  const items = [
    ...(reviewable && !stored?.review
      ? [{ key: 'review', label: t('knowledge:act.review'), onClick: () => actions.reviews.open('request') }]
      : []),
    ...(live && may('knowledge.publish')
      ? [{ key: 'unpublish', label: t('knowledge:act.unpublish'), onClick: actions.unpublish }]
      : []),
    ...(stored && stored.status !== 'archived' && may('knowledge.publish')
      ? [{ key: 'archive', danger: true, label: t('knowledge:act.archive'), onClick: actions.archive }]
      : []),
  ]
  if (items.length === 0) return null
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button icon={<MoreOutlined aria-hidden />} aria-label={t('shell:more')} />
    </Dropdown>
  )
}

function Facts({ stored, dirty }: { stored: ManagedArticle; dirty: boolean }) {
  const { t } = useTranslation('knowledge')
  const { nameOf } = useDepartments()
  return (
    <span className={styles.facts}>
      <ArticleStatus article={stored} />
      {stored.departmentId && <span>{nameOf(stored.departmentId)}</span>}
      <RelativeTime at={stored.updatedAt} wrap={(time) => t('savedAt', { time })} />
      {stored.helpful + stored.unhelpful > 0 && <Votes article={stored} />}
      {dirty && <strong className={styles.dirty}>{t('dirty')}</strong>}
    </span>
  )
}
