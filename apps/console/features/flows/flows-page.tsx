import { Route, Routes } from 'react-router'
import { FlowCheck } from './flow-check.tsx'
import { FlowList } from './flow-list.tsx'
import { FlowPage } from './flow-page.tsx'

/** What the bot can do: its flows, one of them as a picture, and a check for new ones. */
export default function FlowsPage() {
  return (
    <Routes>
      <Route index element={<FlowList />} />
      <Route path="check" element={<FlowCheck />} />
      <Route path=":id" element={<FlowPage />} />
    </Routes>
  )
}
