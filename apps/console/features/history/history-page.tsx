import { Route, Routes } from 'react-router'
import { ImportList } from './import-list.tsx'
import { ImportPage } from './import-page.tsx'

/** Past conversations from other systems: bring them in, see what customers asked, teach from it. */
export default function HistoryPage() {
  return (
    <Routes>
      <Route index element={<ImportList />} />
      <Route path=":id" element={<ImportPage />} />
    </Routes>
  )
}
