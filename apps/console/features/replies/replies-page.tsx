import { useParams } from 'react-router'
import { MacrosPage } from './macros-page.tsx'
import { ReplyList } from './reply-list.tsx'

/** What one says and does often: replies, and macros beside them. */
export default function RepliesPage() {
  return useParams()['*'] === 'macros' ? <MacrosPage /> : <ReplyList />
}
