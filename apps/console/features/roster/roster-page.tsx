import { Route, Routes } from 'react-router'
import { useSession } from '../../session.tsx'
import { AttendancePage } from './attendance-page.tsx'
import { MinePage } from './mine-page.tsx'
import { RequestsPage } from './requests-page.tsx'
import { ShiftsPage } from './shifts-page.tsx'
import { WeekPage } from './week-page.tsx'

/** Who works when: planned by supervisors, read by everybody for himself. */
export default function RosterPage() {
  const { may } = useSession()
  if (!may('roster.manage')) return <MinePage />
  return (
    <Routes>
      <Route index element={<WeekPage />} />
      <Route path="requests" element={<RequestsPage />} />
      <Route path="attendance" element={<AttendancePage />} />
      <Route path="shifts" element={<ShiftsPage />} />
      <Route path="mine" element={<MinePage />} />
    </Routes>
  )
}
