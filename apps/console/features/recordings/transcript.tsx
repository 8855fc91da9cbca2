import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { RecordingDetail, RecordingGap, RecordingLine } from '../../../../src/voice/recording/contract.ts'
import { clockText } from '../../components/clock-text.ts'
import { SearchField } from '../../components/list/search-field.tsx'
import { MarkedText } from '../../components/marked-text.tsx'
import { marksOf } from './marks-of.ts'
import styles from './recordings.module.css'

/** What was said, with its time; the sentence that sounds now is marked, and each is a way to its place. */
export function Transcript({ recording, at, onSeek }: TranscriptProps) {
  const { t } = useTranslation('recordings')
  const [search] = useSearchParams()
  const [text, setText] = useState(search.get('text') ?? '')
  const list = useRef<HTMLOListElement>(null)
  const lines = recording.lines.filter((line) => !text || marksOf(line.text, text).length > 0)
  const now = lines.findLast((line) => line.from <= at && at < line.to + 400)
  const nowFrom = now?.from

  useEffect(() => {
    if (nowFrom === undefined) return
    list.current?.querySelector('[data-now]')?.scrollIntoView({ block: 'nearest' })
  }, [nowFrom])

  const gapBefore = (line: RecordingLine, previous: RecordingLine | undefined) =>
    recording.gaps.filter((gap) => gap.from < line.from && gap.from >= (previous?.from ?? 0))
  return (
    <section className={styles.transcript} aria-label={t('transcript')}>
      <header className={styles.transcriptHead}>
        <h2>{t('transcript')}</h2>
        <SearchField value={text} onChange={setText} placeholder={t('searchHere')} width={240} />
      </header>
      {lines.length === 0 && <p className={styles.quiet}>{text ? t('notSaid') : t('noWords')}</p>}
      <ol ref={list} className={styles.lines}>
        {lines.map((line, i) => (
          <li key={`${line.side}${line.from}`} data-now={line === now ? '' : undefined} className={styles.lineItem}>
            {!text && gapBefore(line, lines[i - 1]).map((gap) => <Gap key={gap.from} gap={gap} />)}
            <button
              type="button"
              className={`${styles.line} ${line.side === 'caller' ? styles.byCaller : styles.byUs}`}
              aria-current={line === now ? 'true' : undefined}
              onClick={() => onSeek(line.from)}
            >
              <span className={styles.lineTime}>{clockText(line.from)}</span>
              <span className={styles.lineSide}>{line.side === 'caller' ? t('caller') : t('ours')}</span>
              <span>
                <MarkedText text={line.text} marks={marksOf(line.text, text)} />
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Gap({ gap }: { gap: RecordingGap }) {
  const { t } = useTranslation('recordings')
  return (
    <p className={styles.gapLine}>
      {clockText(gap.from)} – {clockText(gap.to)} · {t(`gap.${gap.why}`)}
    </p>
  )
}

type TranscriptProps = { recording: RecordingDetail; at: number; onSeek: (ms: number) => void }
