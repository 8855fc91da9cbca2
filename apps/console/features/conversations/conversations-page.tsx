import { useParams } from 'react-router'
import { ConversationDetail } from './conversation-detail.tsx'
import { ConversationList } from './conversation-list.tsx'

export default function ConversationsPage() {
  const id = useParams()['*']
  return id ? <ConversationDetail key={id} conversationId={id} /> : <ConversationList />
}
