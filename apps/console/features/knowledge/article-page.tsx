import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { useSession } from '../../session.tsx'
import { ArticleEditor } from './article-editor.tsx'
import { useArticle } from './use-article.ts'

/** One article, opened for writing where the person may write. */
export function ArticlePage() {
  const { id } = useParams()
  const { may } = useSession()
  const { i18n } = useTranslation()
  const query = useArticle(id)
  if (!id)
    return (
      <ArticleEditor stored={null} language={i18n.language === 'en' ? 'en' : 'zh'} readOnly={!may('knowledge.write')} />
    )
  return query.data ? (
    // Another article is another draft; a saved one keeps what is being typed.
    <ArticleEditor key={id} stored={query.data} language={query.data.language} readOnly={!may('knowledge.write')} />
  ) : (
    <Page>
      {query.isError ? <Problem error={query.error} onRetry={() => query.refetch()} /> : <Loading rows={10} />}
    </Page>
  )
}
