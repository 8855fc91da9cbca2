import { Route, Routes } from 'react-router'
import { AgreementPage } from './agreement/agreement-page.tsx'
import { AnnotatePage } from './annotate/annotate-page.tsx'
import { CaseList } from './cases/case-list.tsx'
import { FeedbackPage } from './feedback/feedback-page.tsx'
import { GroupList } from './groups/group-list.tsx'

/** How the bot learns from its failures: label them, see how sure the labels are and what ratings say. */
export default function LearningPage() {
  return (
    <Routes>
      <Route index element={<AnnotatePage />} />
      <Route path="groups" element={<GroupList />} />
      <Route path="cases" element={<CaseList />} />
      <Route path="agreement" element={<AgreementPage />} />
      <Route path="feedback" element={<FeedbackPage />} />
    </Routes>
  )
}
