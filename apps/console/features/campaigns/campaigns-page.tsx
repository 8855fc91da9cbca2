import { Route, Routes } from 'react-router'
import { CampaignList } from './campaign-list.tsx'
import { CampaignPage } from './campaign-page.tsx'
import { Consents } from './consents.tsx'
import { DoNotCall } from './do-not-call.tsx'

/** Calls that we make: campaigns, what they came to, and who agreed to be called, and who must not be. */
export default function CampaignsPage() {
  return (
    <Routes>
      <Route index element={<CampaignList />} />
      <Route path="consents" element={<Consents />} />
      <Route path="do-not-call" element={<DoNotCall />} />
      <Route path=":id" element={<CampaignPage />} />
    </Routes>
  )
}
