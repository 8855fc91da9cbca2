import { Route, Routes } from 'react-router'
import { ImportHome } from './import-home.tsx'
import { ImportPage } from './import-page.tsx'

/** Documents and tables become articles: bring one in, or look at one that came. */
export default function ImportPages() {
  return (
    <Routes>
      <Route index element={<ImportHome />} />
      <Route path=":id" element={<ImportPage />} />
    </Routes>
  )
}
