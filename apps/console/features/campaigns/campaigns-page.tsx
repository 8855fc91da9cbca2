import { Route, Routes } from 'react-router'
import { CampaignList } from './campaign-list.tsx'
import { CampaignPage } from './campaign-page.tsx'
import { DoNotCall } from './do-not-call.tsx'

/** Calls that we make: campaigns, what they came to, and who must not be called. */
export default function CampaignsPage() {
  return (
    <Routes>
      <Route index element={<CampaignList />} />
      <Route path="do-not-call" element={<DoNotCall />} />
      <Route path=":id" element={<CampaignPage />} />
    </Routes>
  )
}
