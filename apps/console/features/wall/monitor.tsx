import { useMutation } from '@tanstack/react-query'
import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { post } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { useSession } from '../../session.tsx'
import { Thread } from '../desk/thread/thread.tsx'
import { useHead } from '../desk/use-head.ts'
import { LiveCallLine } from '../phone/live-call-line.tsx'
import { LiveCaptions } from '../phone/live-captions.tsx'
import { usePhone } from '../phone/phone-provider.tsx'
import { WhyRouted } from '../routing/why-routed.tsx'
import { useColleagues } from '../team/use-colleagues.ts'
import styles from './wall.module.css'

/** A conversation while it goes on, unseen by both sides; a word to the agent, or one click to take it over. */
export function Monitor({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const { t } = useTranslation(['wall', 'desk'])
  const head = useHead(conversationId)
  return (
    <Drawer
      open
      size={640}
      title={head.data?.conversation.customerName ?? t('wall:monitor')}
      onClose={onClose}
      destroyOnHidden
    >
      {head.isPending && <Loading rows={6} />}
      {head.isError && <Problem error={head.error} onRetry={() => void head.refetch()} />}
      {head.data && <Watched conversation={head.data.conversation} />}
    </Drawer>
  )
}

function Watched({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation(['wall', 'desk'])
  const { user } = useSession()
  const { name } = useColleagues()
  const { failed } = useTold()
  const navigate = useNavigate()
  const takeOver = useMutation({
    retry: false,
    mutationFn: () => post<unknown>(`/api/conversations/${conversation.id}/accept`, { userId: user.id }),
    onSuccess: () => void navigate(`/desk/${conversation.id}`),
    onError: failed,
  })
  const { status, assigneeId } = conversation
  const others = status === 'human' && assigneeId !== user.id
  const heard = usePhone()?.state?.call?.conversationId === conversation.id
  return (
    <div className={styles.monitor}>
      <p className={styles.by}>
        {t(`desk:status.${status}`)}
        {assigneeId && ` · ${name(assigneeId) ?? assigneeId}`}
        <WhyRouted conversationId={conversation.id} />
        {status !== 'closed' && assigneeId !== user.id && !heard && (
          <Button type="primary" loading={takeOver.isPending} onClick={() => takeOver.mutate()}>
            {t('wall:takeOver')}
          </Button>
        )}
      </p>
      <LiveCallLine conversation={conversation} covers />
      <Thread conversation={conversation} reads={false} />
      <LiveCaptions conversation={conversation} />
      {others && <Whisper conversation={conversation} to={name(assigneeId ?? '') ?? ''} />}
    </div>
  )
}

function Whisper({ conversation, to }: { conversation: Conversation; to: string }) {
  const { t } = useTranslation('wall')
  const { done, failed } = useTold()
  const [text, setText] = useState('')
  const send = useMutation({
    retry: false,
    mutationFn: () => post<unknown>(`/api/conversations/${conversation.id}/whisper`, { text: text.trim() }),
    onSuccess: () => {
      setText('')
      done(t('whispered', { name: to }))
    },
    onError: failed,
  })
  const submit = () => {
    if (text.trim() && !send.isPending) send.mutate()
  }
  return (
    <div className={styles.whisper}>
      <Input.TextArea
        aria-label={t('whisper', { name: to })}
        placeholder={t('whisper', { name: to })}
        autoSize={{ minRows: 1, maxRows: 4 }}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={(event) => {
          if (event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          submit()
        }}
      />
      <Button onClick={submit} loading={send.isPending} disabled={!text.trim()}>
        {t('whisperSend')}
      </Button>
    </div>
  )
}
