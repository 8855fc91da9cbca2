import { Route, Routes } from 'react-router'
import { RunPage } from './run-page.tsx'
import { ScenarioList } from './scenario-list.tsx'

/** Practising with scripted customers, away from the real ones. */
export default function PracticePage() {
  return (
    <Routes>
      <Route index element={<ScenarioList />} />
      <Route path=":id" element={<RunPage />} />
    </Routes>
  )
}
