import { lazy } from 'react'
import { Route, Routes } from 'react-router'
import { ArticleList } from './article-list.tsx'
import { ArticlePage } from './article-page.tsx'

const ArticleVersions = lazy(() => import('./article-versions.tsx'))
const ImportPages = lazy(() => import('../knowledge-import/import-pages.tsx'))
const GraphPage = lazy(() => import('../knowledge-graph/graph-page.tsx'))
const Suggestions = lazy(() => import('../knowledge-gaps/suggestions-page.tsx'))
const Conflicts = lazy(() => import('../knowledge-gaps/conflicts-page.tsx'))
const Departments = lazy(() => import('../knowledge-departments/departments-page.tsx'))
const Answering = lazy(() => import('../knowledge-answering/answering-page.tsx'))

/** What the bot knows: the articles, and all that keeps them right. */
export default function KnowledgePage() {
  return (
    <Routes>
      <Route index element={<ArticleList />} />
      <Route path="new" element={<ArticlePage key="new" />} />
      <Route path="import/*" element={<ImportPages />} />
      <Route path="graph" element={<GraphPage />} />
      <Route path="suggestions" element={<Suggestions />} />
      <Route path="conflicts" element={<Conflicts />} />
      <Route path="departments" element={<Departments />} />
      <Route path="answering" element={<Answering />} />
      <Route path=":id" element={<ArticlePage />} />
      <Route path=":id/versions" element={<ArticleVersions />} />
    </Routes>
  )
}
