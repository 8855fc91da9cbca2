import { Route, Routes } from 'react-router'
import { LabelList } from './feelings/label-list.tsx'
import { IntentList } from './intents/intent-list.tsx'
import { IntentPage } from './intents/intent-page.tsx'
import { TrainingPage } from './training/training-page.tsx'
import { TryPage } from './try/try-page.tsx'
import { VersionList } from './versions/version-list.tsx'
import { VersionPage } from './versions/version-page.tsx'

/** The understanding: what it is taught, how it is trained, which version answers, and what it makes of a sentence. */
export default function ModelsPage() {
  return (
    <Routes>
      <Route index element={<IntentList />} />
      <Route path="intents/:id" element={<IntentPage />} />
      <Route path="feelings" element={<LabelList />} />
      <Route path="training" element={<TrainingPage />} />
      <Route path="versions" element={<VersionList />} />
      <Route path="versions/:id" element={<VersionPage />} />
      <Route path="try" element={<TryPage />} />
    </Routes>
  )
}
