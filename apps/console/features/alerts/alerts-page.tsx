import { Route, Routes } from 'react-router'
import { AlertList } from './alert-list.tsx'
import { AlertPage } from './alert-page.tsx'

/** Customers who are getting upset, and what is done about it. */
export default function AlertsPage() {
  return (
    <Routes>
      <Route index element={<AlertList />} />
      <Route path=":id" element={<AlertPage />} />
    </Routes>
  )
}
