import { ArrowLeftOutlined, RollbackOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { Empty } from '../../components/empty.tsx'
import { BackLink } from '../../components/list/back-link.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { Loading } from '../../components/loading.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { useSession } from '../../session.tsx'
import { ArticleStatus } from './article-status.tsx'
import { useArticle } from './use-article.ts'
import { useVersions } from './use-versions.ts'
import { VersionDiff } from './version-diff.tsx'
import { VersionList } from './version-list.tsx'
import styles from './versions.module.css'

/** Everything that was saved of an article, what each save changed, and the way back to any of them. */
export default function ArticleVersions() {
  const { id = '' } = useParams()
  const { t } = useTranslation('knowledge')
  const { may } = useSession()
  const article = useArticle(id).data
  const filters = useFilters(['from', 'to'])
  const versions = useVersions(id, filters)
  const { pages, to, from } = versions
  const newest = pages.items[0]?.number
  return (
    <Page>
      <BackLink to={`/knowledge/${encodeURIComponent(id)}`} icon={<ArrowLeftOutlined aria-hidden />}>
        {article?.title ?? t('title')}
      </BackLink>
      <PageHeader title={t('versions.title')} hint={article && <ArticleStatus article={article} />}>
        {may('knowledge.write') && to && newest !== to.number && (
          <Button icon={<RollbackOutlined aria-hidden />} loading={versions.busy} onClick={() => versions.goBack(to)}>
            {t('versions.goBack', { number: to.number })}
          </Button>
        )}
      </PageHeader>
      {pages.isPending && <Loading rows={8} />}
      {pages.isError && <Problem error={pages.error} onRetry={pages.retry} />}
      {!pages.isPending && !pages.isError && pages.items.length === 0 && (
        <Empty title={t('versions.empty')} hint={t('versions.emptyHint')} />
      )}
      {to && (
        <div className={styles.columns}>
          <VersionList versions={versions} />
          <VersionDiff articleId={id} from={from} to={to} versions={pages.items} onFrom={versions.compareWith} />
        </div>
      )}
    </Page>
  )
}
