import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordingDetail } from '../../../../src/voice/recording/contract.ts'
import { clockText } from '../../components/clock-text.ts'
import styles from './recordings.module.css'
import { barsOf, type Span } from './silence.ts'

const BARS = 260
const HALF = 36

/** Both sides over time, the caller above, we below; a slider lies on it. What was left out is hatched. */
export function WaveformView({ recording, at, onSeek, silence }: WaveformProps) {
  const { t } = useTranslation('recordings')
  const { waveform, durationMs, gaps } = recording
  const bars = useMemo(() => {
    const loudest = Math.max(10, ...waveform.caller, ...waveform.ours)
    return { caller: barsOf(waveform.caller, BARS, loudest), ours: barsOf(waveform.ours, BARS, loudest) }
  }, [waveform])
  const place = (ms: number) => `${(100 * ms) / Math.max(1, durationMs)}%`
  const spanStyle = ({ from, to }: Span) => ({ left: place(from), width: place(to - from) })
  return (
    <div className={styles.wave}>
      <svg viewBox={`0 0 ${BARS} ${2 * HALF}`} preserveAspectRatio="none" aria-hidden className={styles.bars}>
        {bars.caller.map((height, i) => (
          <rect
            key={`c${String(i)}`}
            className={styles.callerBar}
            x={i + 0.15}
            width={0.7}
            y={HALF - 1 - height * (HALF - 2)}
            height={height * (HALF - 2) + 0.6}
          />
        ))}
        {bars.ours.map((height, i) => (
          <rect
            key={`o${String(i)}`}
            className={styles.oursBar}
            x={i + 0.15}
            width={0.7}
            y={HALF + 0.4}
            height={height * (HALF - 2) + 0.6}
          />
        ))}
      </svg>
      {silence.map((span) => (
        <span key={span.from} className={styles.silence} style={spanStyle(span)} />
      ))}
      {gaps.map((gap) => (
        <span key={gap.from} className={styles.gap} style={spanStyle(gap)} title={t(`gap.${gap.why}`)} />
      ))}
      <span className={styles.needle} style={{ left: place(at) }} />
      <input
        type="range"
        className={styles.slider}
        aria-label={t('place')}
        aria-valuetext={clockText(at)}
        min={0}
        max={durationMs}
        step={100}
        value={Math.min(at, durationMs)}
        onChange={(event) => onSeek(Number(event.target.value))}
      />
    </div>
  )
}

type WaveformProps = { recording: RecordingDetail; at: number; onSeek: (ms: number) => void; silence: readonly Span[] }
