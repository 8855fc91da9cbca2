import { ArrowLeftOutlined, SendOutlined } from '@ant-design/icons'
import { Button, Input, Progress } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { PracticeLine, PracticeRun } from '../../../../src/desk/practice/contract.ts'
import { BackLink } from '../../components/list/back-link.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './practice.module.css'
import { ScoreBoard } from './score-board.tsx'
import { usePractice, useRun } from './use-practice.ts'

/** How often the practice customer looks whether he should call out. */
const LOOK_MS = 10_000

/** The practice conversation: words of both, the customer's mood, and the marks at the end. */
export function RunPage() {
  const id = useParams().id ?? ''
  const query = useRun(id)
  if (query.isPending) return <Loading page />
  if (query.isError) return <Problem page error={query.error} onRetry={() => query.refetch()} />
  return <Running run={query.data} />
}

function Running({ run }: { run: PracticeRun }) {
  const { t } = useTranslation('practice')
  const { locale } = usePreferences()
  const { mutate, isPending } = usePractice()
  const [text, setText] = useState('')
  const open = run.status === 'open'
  const log = useRef<HTMLDivElement>(null)
  const say = (words: string) => mutate({ path: `/${run.id}/messages`, body: { text: words } })
  useEffect(() => {
    if (!open) return
    const timer = setInterval(() => mutate({ path: `/${run.id}/messages`, body: { text: '' } }), LOOK_MS)
    return () => clearInterval(timer)
  }, [open, mutate, run.id])
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new line is scrolled to
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight })
  }, [run.transcript.length])
  const send = () => {
    const words = text.trim()
    if (!words || isPending) return
    setText('')
    say(words)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <div className={styles.run}>
      <section className={styles.talk} aria-label={t('talk', { name: run.name[locale] })}>
        <header className={styles.head}>
          <BackLink to="/practice" icon={<ArrowLeftOutlined aria-hidden />}>
            {t('title')}
          </BackLink>
          <h1>{run.title[locale]}</h1>
          <span className={styles.sandbox}>{t('sandbox')}</span>
        </header>
        <div ref={log} className={styles.log} role="log" aria-label={t('talk', { name: run.name[locale] })}>
          {run.transcript.map((line) => (
            <Line key={`${line.at} ${line.who} ${line.text}`} line={line} name={run.name[run.language]} over={!open} />
          ))}
        </div>
        {open && (
          <footer className={styles.composer}>
            <Input.TextArea
              value={text}
              maxLength={2000}
              autoSize={{ minRows: 2, maxRows: 6 }}
              aria-label={t('write')}
              placeholder={t('write')}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={onKey}
            />
            <Button onClick={() => mutate({ path: `/${run.id}/end` })}>{t('end')}</Button>
            <Button
              type="primary"
              icon={<SendOutlined aria-hidden />}
              disabled={!text.trim() || isPending}
              onClick={send}
            >
              {t('send')}
            </Button>
          </footer>
        )}
      </section>
      <aside className={styles.side} aria-label={t('side')}>
        <h2>{t('mood')}</h2>
        <Progress
          percent={run.mood}
          showInfo={false}
          strokeColor={
            run.mood < 25 ? 'var(--emotion-angry)' : run.mood < 50 ? 'var(--emotion-uneasy)' : 'var(--emotion-pleased)'
          }
          aria-label={t('mood')}
        />
        <p className={styles.quiet}>{t(moodOf(run.mood))}</p>
        {open && <p>{run.brief[locale]}</p>}
        {run.score && <ScoreBoard run={run} score={run.score} />}
      </aside>
    </div>
  )
}

const moodOf = (mood: number) =>
  mood < 15
    ? 'moods.leaving'
    : mood < 35
      ? 'moods.angry'
      : mood < 55
        ? 'moods.uneasy'
        : mood < 80
          ? 'moods.calm'
          : 'moods.glad'

function Line({ line, name, over }: { line: PracticeLine; name: string; over: boolean }) {
  const { t } = useTranslation('practice')
  const own = line.who === 'agent'
  return (
    <article className={own ? styles.own : styles.theirs}>
      <header className={styles.quiet}>{own ? t('you') : name}</header>
      <p>{line.text}</p>
      {over && line.moves.length > 0 && (
        <p className={styles.moves}>
          {line.moves.map(({ why, by }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same may have happened twice in one line
            <span key={at} className={by < 0 ? styles.worse : styles.better}>
              {t(`move.${why}`)} {by > 0 ? `+${by}` : by}
            </span>
          ))}
        </p>
      )}
    </article>
  )
}
