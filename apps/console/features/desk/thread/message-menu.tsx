import { DeleteOutlined, EditOutlined, MoreOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AMEND_MS, type Message } from '../../../../../src/conversations/contract.ts'
import { put, remove } from '../../../api.ts'
import { useErrorText } from '../../../components/use-error-text.ts'
import { useNow } from '../../../components/use-now.ts'
import { useSession } from '../../../session.tsx'
import type { ShownMessage } from '../types.ts'
import styles from './message-menu.module.css'

type Stored = ShownMessage & { seq: number }

/** Within two minutes one's own message can be reworded or taken back; the customer sees that it was. */
export function MessageMenu({ message }: { message: ShownMessage }) {
  const { user } = useSession()
  const now = useNow(5)
  const mine = message.author.kind === 'agent' && message.author.id === user.id && message.seq !== null
  const open = now - Date.parse(message.at) < AMEND_MS && message.changed?.what !== 'recalled' && !message.state
  return mine && open ? <Menu message={message as Stored} /> : null
}

function Menu({ message }: { message: Stored }) {
  const { t } = useTranslation('desk')
  const { message: toast, modal } = App.useApp()
  const errorText = useErrorText()
  const [text, setText] = useState<string | null>(null)
  const path = `/api/conversations/${message.conversationId}/messages/${message.seq}`
  const said = message.parts.find((part) => part.kind === 'text')
  // The live connection brings the message as it is afterwards.
  const act = (work: Promise<{ message: Message }>) =>
    work.then(
      () => setText(null),
      (error: unknown) => void toast.error(errorText(error)),
    )
  if (text !== null)
    return (
      <div className={styles.edit}>
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 1, maxRows: 6 }}
          value={text}
          aria-label={t('amend.edit')}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setText(null)
          }}
        />
        <Button size="small" onClick={() => setText(null)}>
          {t('amend.cancel')}
        </Button>
        <Button
          size="small"
          type="primary"
          disabled={!text.trim()}
          onClick={() => act(put(path, { text: text.trim() }))}
        >
          {t('amend.save')}
        </Button>
      </div>
    )
  const recall = () =>
    void modal.confirm({
      title: t('amend.recallAsk'),
      content: message.internal ? '' : t('amend.recallHint'),
      okText: t('amend.recall'),
      cancelText: t('amend.cancel'),
      onOk: () => act(remove(path)),
    })
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...(said ? [{ key: 'edit', label: t('amend.edit'), icon: <EditOutlined aria-hidden /> }] : []),
          { key: 'recall', label: t('amend.recall'), icon: <DeleteOutlined aria-hidden /> },
        ],
        onClick: ({ key }) => (key === 'edit' && said?.kind === 'text' ? setText(said.text) : recall()),
      }}
    >
      <button type="button" className={styles.more} aria-label={t('amend.menu')}>
        <MoreOutlined aria-hidden />
      </button>
    </Dropdown>
  )
}
