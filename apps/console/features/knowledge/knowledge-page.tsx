import { Route, Routes } from 'react-router'
import { ArticleList } from './article-list.tsx'
import { ArticlePage } from './article-page.tsx'

/** What the bot knows: the list, and one article. */
export default function KnowledgePage() {
  return (
    <Routes>
      <Route index element={<ArticleList />} />
      <Route path="new" element={<ArticlePage key="new" />} />
      <Route path=":id" element={<ArticlePage />} />
    </Routes>
  )
}
