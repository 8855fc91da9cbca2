import { Route, Routes } from 'react-router'
import { AgentsPage } from './agents-page.tsx'
import { PolicyPage } from './policy-page.tsx'
import { PreChatPage } from './pre-chat-page.tsx'
import { QueuesPage } from './queues-page.tsx'
import { StaffingPage } from './staffing-page.tsx'

/** Where customers wait, who serves them, by what rules, and how many people that takes. */
export default function RoutingPage() {
  return (
    <Routes>
      <Route index element={<QueuesPage />} />
      <Route path="policy" element={<PolicyPage />} />
      <Route path="agents" element={<AgentsPage />} />
      <Route path="pre-chat" element={<PreChatPage />} />
      <Route path="staffing" element={<StaffingPage />} />
    </Routes>
  )
}
