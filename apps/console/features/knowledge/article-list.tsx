import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Article } from '../../../../src/knowledge/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { Empty } from '../../components/empty.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import { useRenewal } from '../../components/list/use-renewal.ts'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { useSession } from '../../session.tsx'
import { ArticleFilters } from './article-filters.tsx'
import styles from './knowledge.module.css'
import { TryIt } from './try-it.tsx'
import { useArticleColumns } from './use-article-columns.tsx'

export function ArticleList() {
  const { t } = useTranslation('knowledge')
  const { may } = useSession()
  const navigate = useNavigate()
  const filters = useFilters(['q', 'status', 'category', 'language'])
  const pages = usePages<Article>('articles', '/api/articles', filters.values)
  useRenewal('article.', 'articles')
  const columns = useArticleColumns()
  const write = () => void navigate('/knowledge/new')
  useCommands(
    may('knowledge.write') ? [{ id: 'article:new', title: t('new'), group: t('title'), keys: 'n', run: write }] : [],
  )
  const button = may('knowledge.write') && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={write}>
      {t('new')} <Kbd keys="n" />
    </Button>
  )
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')}>
        {button}
      </PageHeader>
      <div className={`${styles.columns} ${styles.tryFirst}`}>
        <div className={styles.main}>
          <ArticleFilters filters={filters} />
          <ListBody
            pages={pages}
            filtered={filters.active}
            onClear={filters.clear}
            empty={
              <Empty title={t('empty')} hint={t('emptyHint')}>
                {button}
              </Empty>
            }
          >
            <RecordTable
              label={t('title')}
              columns={columns}
              rows={pages.items}
              to={(article) => `/knowledge/${encodeURIComponent(article.id)}`}
              faded={(article) => article.status === 'archived'}
            />
          </ListBody>
        </div>
        <TryIt />
      </div>
    </Page>
  )
}
