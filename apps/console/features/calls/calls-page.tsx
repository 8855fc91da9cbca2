import { Route, Routes } from 'react-router'
import { CallList } from './call-list.tsx'
import { CallPage } from './call-page.tsx'

/** Calls of the telephone and of browsers: the list, and how fast one of them was, turn by turn. */
export default function CallsPage() {
  return (
    <Routes>
      <Route index element={<CallList />} />
      <Route path=":id" element={<CallPage />} />
    </Routes>
  )
}
