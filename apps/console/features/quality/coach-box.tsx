import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Review } from '../../../../src/desk/quality/contract.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useColleagues } from '../team/use-colleagues.ts'
import styles from './quality.module.css'
import { useAct, useCoaching } from './use-quality.ts'

/** What an inspector tells the agent to do better next time, beside the conversation it is about. */
export function CoachBox({ review, writes }: { review: Review; writes: boolean }) {
  const { t } = useTranslation('quality')
  const { name } = useColleagues()
  const [text, setText] = useState('')
  const notes = useCoaching({ review: review.id })
  const { act, isPending } = useAct(t('coaching.sent'), () => setText(''))
  const items = notes.data?.items ?? []
  if (!writes && items.length === 0) return null
  return (
    <section className={styles.box}>
      <h3>{t('tab.coaching')}</h3>
      {items.map((note) => (
        <div key={note.id}>
          <blockquote className={styles.comment}>{note.text}</blockquote>
          <p className={styles.quiet}>
            {name(note.authorId) ?? note.authorName} · <RelativeTime at={note.at} /> ·{' '}
            {note.readAt ? t('coaching.wasRead') : t('coaching.unread')}
          </p>
        </div>
      ))}
      {writes && (
        <>
          <Input.TextArea
            value={text}
            maxLength={2000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            aria-label={t('coaching.text')}
            placeholder={t('coaching.text')}
            onChange={(event) => setText(event.target.value)}
          />
          <Button
            disabled={!text.trim()}
            loading={isPending}
            onClick={() =>
              act({
                ...{ method: 'post', path: '/api/quality/coaching-notes' },
                body: { agentId: review.agentId, reviewId: review.id, text: text.trim() },
              })
            }
          >
            {t('coaching.send')}
          </Button>
        </>
      )}
    </section>
  )
}
