import { Route, Routes } from 'react-router'
import { PeoplePage } from './people-page.tsx'
import { TeamsPage } from './teams-page.tsx'

/** Who works here, and in which teams. */
export default function TeamPage() {
  return (
    <Routes>
      <Route index element={<PeoplePage />} />
      <Route path="teams" element={<TeamsPage />} />
    </Routes>
  )
}
