import { DownOutlined, UpOutlined } from '@ant-design/icons'
import { Button, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { EngineStatus } from '../../../../src/engines/speech/contract.ts'
import { StatusMark, type Tone } from '../../components/list/status-mark.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import styles from './speech.module.css'

const TONES: Record<EngineStatus['state'], Tone> = {
  ready: 'good',
  trial: 'person',
  resting: 'risk',
  lacking: 'quiet',
  off: 'quiet',
}

type Props = {
  engine: EngineStatus
  language: 'zh' | 'en'
  place: number
  last: boolean
  busy: boolean
  hasKeys: boolean
  onMove: (by: -1 | 1) => void
  onTurn: (on: boolean) => void
  onKeys: () => void
  onTry: () => void
}

/** One engine: its place, whether it works, what it lacks and how it did since the server started. */
export function EngineRow({ engine, language, place, last, busy, hasKeys, onMove, onTurn, onKeys, onTry }: Props) {
  const { t } = useTranslation('speech')
  const title = engine.title[language]
  return (
    <li className={styles.engine}>
      <div className={styles.order}>
        <Button
          type="text"
          size="small"
          icon={<UpOutlined aria-hidden />}
          aria-label={t('up', { engine: title })}
          disabled={place === 1 || busy}
          onClick={() => onMove(-1)}
        />
        <span className={styles.place}>{place}</span>
        <Button
          type="text"
          size="small"
          icon={<DownOutlined aria-hidden />}
          aria-label={t('down', { engine: title })}
          disabled={last || busy}
          onClick={() => onMove(1)}
        />
      </div>
      <div className={styles.about}>
        <div className={styles.name}>
          <b>{title}</b>
          <StatusMark tone={TONES[engine.state]} plain>
            {t(`state.${engine.state}`)}
          </StatusMark>
        </div>
        {engine.lacking && engine.state !== 'off' && (
          <p className={styles.soft}>
            {t([`lacking.${engine.id}-${engine.lacking}`, `lacking.${engine.lacking}`] as never)}
          </p>
        )}
        {engine.state === 'resting' && engine.triesAgainAt && (
          <p className={styles.soft}>
            {t('triesAgain')} <RelativeTime at={engine.triesAgainAt} />
          </p>
        )}
        {engine.asked > 0 && <Figures engine={engine} />}
      </div>
      <div className={styles.acts}>
        {hasKeys && (
          <Button size="small" onClick={onKeys}>
            {t('keys')}
          </Button>
        )}
        <Button size="small" disabled={engine.lacking !== null} onClick={onTry}>
          {t('try')}
        </Button>
        <Switch
          size="small"
          checked={engine.state !== 'off'}
          disabled={busy}
          aria-label={t('use', { engine: title })}
          onChange={onTurn}
        />
      </div>
    </li>
  )
}

function Figures({ engine }: { engine: EngineStatus }) {
  const { t } = useTranslation('speech')
  const { asked, failed, p50Ms, p95Ms, lastFault } = engine
  return (
    <p className={styles.figures}>
      {t('asked', { asked, failed })}
      {p50Ms !== null && p95Ms !== null && ` · ${t('times', { p50: p50Ms, p95: p95Ms })}`}
      {lastFault && (
        <>
          {' · '}
          {t(`why.${lastFault.why}`)} <RelativeTime at={lastFault.at} />
        </>
      )}
    </p>
  )
}
