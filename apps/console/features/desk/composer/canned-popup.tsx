import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CannedReply } from '../../../../../src/desk/contract.ts'
import { Loading } from '../../../components/loading.tsx'
import { Problem } from '../../../components/problem.tsx'
import styles from './composer.module.css'

type Props = {
  offered: readonly CannedReply[]
  marked: number
  setMarked: (at: number) => void
  fill: (reply: CannedReply) => string
  insertReply: (reply: CannedReply) => void
  replies: UseQueryResult<CannedReply[]>
  language: 'zh' | 'en'
}

/** The scripts that fit what was typed after `/`; arrows choose, Enter or Tab puts one in. */
export function CannedPopup({ offered, marked, setMarked, fill, insertReply, replies, language }: Props) {
  const { t } = useTranslation('desk')
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the marked line is found in the document
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  return (
    <div ref={list} className={styles.popup} role="listbox" aria-label={t('composer.scripts')}>
      {replies.isPending && <Loading rows={3} />}
      {replies.isError && <Problem error={replies.error} onRetry={() => replies.refetch()} />}
      {replies.data && offered.length === 0 && <div className={styles.popupNone}>{t('composer.noScripts')}</div>}
      {offered.map((reply, at) => (
        <div
          key={reply.id}
          role="option"
          tabIndex={-1}
          aria-selected={at === marked}
          className={styles.reply}
          onMouseMove={() => setMarked(at)}
          onMouseDown={(event) => {
            event.preventDefault()
            insertReply(reply)
          }}
        >
          <span className={styles.replyHead}>
            <code>/{reply.shortcut}</code>
            <strong>{reply.title}</strong>
            {reply.language !== language && <em>{reply.language.toUpperCase()}</em>}
          </span>
          <span className={styles.replyBody}>{fill(reply)}</span>
        </div>
      ))}
    </div>
  )
}
