import { Route, Routes } from 'react-router'
import { RecordingList } from './recording-list.tsx'
import { RecordingPage } from './recording-page.tsx'

/** Recorded calls: the list, and one call to listen to and read along. */
export default function RecordingsPage() {
  return (
    <Routes>
      <Route index element={<RecordingList />} />
      <Route path=":id" element={<RecordingPage />} />
    </Routes>
  )
}
