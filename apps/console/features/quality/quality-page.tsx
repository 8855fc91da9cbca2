import { Route, Routes } from 'react-router'
import { useSession } from '../../session.tsx'
import { CalibrationPage } from './calibration-page.tsx'
import { CoachingPage } from './coaching-page.tsx'
import { ReviewList } from './review-list.tsx'
import { ReviewPage } from './review-page.tsx'
import { SettingsPage } from './settings-page.tsx'

/** Inspection of conversations: results for the agent himself, work and settings for the inspectors. */
export default function QualityPage() {
  const { may } = useSession()
  const reads = may('quality.read')
  return (
    <Routes>
      <Route index element={<ReviewList />} />
      <Route path="coaching" element={<CoachingPage />} />
      {reads && <Route path="calibration" element={<CalibrationPage />} />}
      {reads && <Route path="settings" element={<SettingsPage />} />}
      <Route path=":id" element={<ReviewPage />} />
    </Routes>
  )
}
