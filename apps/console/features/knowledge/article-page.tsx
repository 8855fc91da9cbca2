import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { useSession } from '../../session.tsx'
import { wordingOf } from './article-draft.ts'
import { ArticleEditor } from './article-editor.tsx'
import { useArticle, useNextWording } from './use-article.ts'

/** One article, opened for writing where the person may write. */
export function ArticlePage() {
  const { id } = useParams()
  const { may } = useSession()
  const { i18n } = useTranslation()
  const query = useArticle(id)
  const next = useNextWording(query.data)
  const readOnly = !may('knowledge.write')
  if (!id)
    return (
      <ArticleEditor stored={null} wording={null} language={i18n.language === 'en' ? 'en' : 'zh'} readOnly={readOnly} />
    )
  const article = query.data
  if (article && (!article.draft || next.data)) {
    // Another article is another draft; a saved one keeps what is being typed.
    const wording = wordingOf(article, article.draft ? (next.data ?? null) : null)
    return <ArticleEditor key={id} stored={article} wording={wording} language={article.language} readOnly={readOnly} />
  }
  const failed = query.isError ? query : next.isError ? next : null
  return (
    <Page>{failed ? <Problem error={failed.error} onRetry={() => failed.refetch()} /> : <Loading rows={10} />}</Page>
  )
}
