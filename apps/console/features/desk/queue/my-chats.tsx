import { InboxOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import { Empty } from '../../../components/empty.tsx'
import { useDrafts } from '../composer/use-kept-draft.ts'
import { QueueItem } from './queue-item.tsx'
import { QueueSection } from './queue-section.tsx'

type Props = {
  mine: Conversation[]
  asleep: Conversation[]
  someWait: boolean
  openId: string | null
  onOpen: (id: string) => void
}

/** Those I serve, each at its place, and below them what I put aside. */
export function MyChats({ mine, asleep, someWait, openId, onOpen }: Props) {
  const { t } = useTranslation('desk')
  const drafts = useDrafts()
  return (
    <>
      <QueueSection title={t('queue.mine')} count={mine.length}>
        {mine.map((conversation, index) => (
          <QueueItem
            key={conversation.id}
            conversation={conversation}
            open={conversation.id === openId}
            onOpen={onOpen}
            place={index + 1}
            draft={drafts.get(conversation.id)?.text}
          />
        ))}
        {mine.length === 0 && (
          <Empty
            icon={<InboxOutlined aria-hidden />}
            title={t('queue.noneMine')}
            hint={someWait ? t('queue.acceptHint') : t('queue.waitHint')}
          />
        )}
      </QueueSection>
      {asleep.length > 0 && (
        <QueueSection title={t('queue.asleep')} count={asleep.length} folded>
          {asleep.map((conversation) => (
            <QueueItem
              key={conversation.id}
              conversation={conversation}
              open={conversation.id === openId}
              onOpen={onOpen}
              draft={drafts.get(conversation.id)?.text}
            />
          ))}
        </QueueSection>
      )}
    </>
  )
}
