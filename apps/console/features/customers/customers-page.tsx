import { Route, Routes } from 'react-router'
import { BlockList } from './block-list.tsx'
import { CustomerList } from './customer-list.tsx'
import { CustomerPage } from './customer-page.tsx'

/** The people we serve. */
export default function CustomersPage() {
  return (
    <Routes>
      <Route index element={<CustomerList />} />
      <Route path="blocked" element={<BlockList />} />
      <Route path=":id" element={<CustomerPage />} />
    </Routes>
  )
}
