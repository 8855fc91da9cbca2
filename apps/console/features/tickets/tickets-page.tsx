import { Route, Routes } from 'react-router'
import { useSession } from '../../session.tsx'
import { ClocksPage } from './manage/clocks-page.tsx'
import { RulesPage } from './manage/rules-page.tsx'
import { StatesPage } from './manage/states-page.tsx'
import { TypesPage } from './manage/types-page.tsx'
import { TicketList } from './ticket-list.tsx'
import { TicketPage } from './ticket-page.tsx'

/** Work that outlives a conversation, and how it is done here. */
export default function TicketsPage() {
  const { may } = useSession()
  return (
    <Routes>
      <Route index element={<TicketList />} />
      {may('tickets.manage') && (
        <>
          <Route path="types" element={<TypesPage />} />
          <Route path="states" element={<StatesPage />} />
          <Route path="clocks" element={<ClocksPage />} />
          <Route path="rules" element={<RulesPage />} />
        </>
      )}
      <Route path=":id" element={<TicketPage />} />
    </Routes>
  )
}
