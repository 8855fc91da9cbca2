import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { ManagedArticle } from '../../../../src/knowledge/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { Empty } from '../../components/empty.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { useChosen } from '../../components/list/use-chosen.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import { useRenewal } from '../../components/list/use-renewal.ts'
import { Page } from '../../components/page-header.tsx'
import { useSession } from '../../session.tsx'
import { ArticleFilters } from './article-filters.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { ExpiringList } from './expiring-list.tsx'
import { ExportMenu } from './export-menu.tsx'
import styles from './knowledge.module.css'
import { KnowledgeHead } from './knowledge-head.tsx'
import { TryIt } from './try-it.tsx'
import { useArticleColumns } from './use-article-columns.tsx'

export function ArticleList() {
  const { t } = useTranslation('knowledge')
  const { may } = useSession()
  const filters = useFilters(['q', 'status', 'category', 'department', 'language'])
  const { status } = filters.values
  const button = may('knowledge.write') && <WriteButton />
  return (
    <Page>
      <KnowledgeHead hint={t('hint')}>
        <ExportMenu filters={queryOf(filters.values)} />
        {button}
      </KnowledgeHead>
      <div className={`${styles.columns} ${styles.tryFirst}`}>
        <div className={styles.main}>
          <ArticleFilters filters={filters} />
          {status === 'expiring' ? <ExpiringList /> : <Articles filters={filters} button={button} />}
        </div>
        <TryIt />
      </div>
    </Page>
  )
}

type ListFilters = ReturnType<typeof useFilters<'q' | 'status' | 'category' | 'department' | 'language'>>

function Articles({ filters, button }: { filters: ListFilters; button: ReactNode }) {
  const { t } = useTranslation('knowledge')
  const { may } = useSession()
  const pages = usePages<ManagedArticle>('articles', '/api/articles', queryOf(filters.values))
  useRenewal('article.', 'articles')
  const columns = useArticleColumns()
  const chosen = useChosen(pages.items, (article) => article.title)
  return (
    <>
      {chosen.ids.length > 0 && <BulkBar chosen={chosen} articles={pages.items} />}
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
          marked={(article) => chosen.has(article.id)}
          {...(may('knowledge.publish') ? { lead: chosen.column } : {})}
        />
      </ListBody>
    </>
  )
}

function WriteButton() {
  const { t } = useTranslation('knowledge')
  const navigate = useNavigate()
  const write = () => void navigate('/knowledge/new')
  useCommands([{ id: 'article:new', title: t('new'), group: t('title'), keys: 'n', run: write }])
  return (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={write}>
      {t('new')} <Kbd keys="n" />
    </Button>
  )
}

/** An open review may be of a draft or of a next wording, so it is asked for as such and not as a status. */
function queryOf({ status, department, ...others }: ListFilters['values']) {
  if (status === 'expiring') return others
  const review = status === 'in_review'
  return { ...others, status: review ? '' : status, review: review ? 'open' : '', departmentId: department }
}
